package io.sluice.etl.landing;

import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.PartitionPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Sorts what a walk finds into files to read, files to ignore, and files that the layout does not mean. */
final class ListingBuilder {
    private final String rootPrefix;
    private final Layout layout;
    private final NamePatterns leftAlone;
    private final DateRange range;
    private final List<LandedFile> files = new ArrayList<>();
    private long ignored;
    private long unmatched;

    /** @param leftAlone names that are no data in this landing */
    ListingBuilder(Path root, Layout layout, NamePatterns leftAlone, DateRange range) {
        String path = root.toUri().getPath();
        this.rootPrefix = path.endsWith("/") ? path : path + "/";
        this.layout = layout;
        this.leftAlone = leftAlone;
        this.range = range;
    }

    void add(FileStatus status) {
        String path = status.getPath().toUri().getPath().substring(rootPrefix.length());
        if (BookkeepingNames.isChecksum(status.getPath().getName())) {
            return;
        }
        if (BookkeepingNames.contain(path) || leftAlone.anyIn(path)) {
            boolean inRange = layout.dateAtBeginning(path).map(range::overlaps).orElse(!range.bounded());
            ignored += inRange ? 1 : 0;
            return;
        }
        Optional<Layout.Match> match = layout.match(path);
        if (match.isEmpty()) {
            boolean outOfRange = layout.dateAtBeginning(path)
                    .map(date -> !range.overlaps(date))
                    .orElse(false);
            unmatched += outOfRange ? 0 : 1;
        } else if (match.get().date() == null || range.contains(match.get().date())) {
            files.add(new LandedFile(
                    path,
                    status.getPath().toString(),
                    status.getLen(),
                    status.getModificationTime(),
                    etag(status),
                    match.get().date()));
        }
    }

    /** The store's tag, without the quotes that some of its answers put around it; empty where it has none. */
    static String etag(FileStatus status) {
        String etag = status instanceof EtagSource source ? source.getEtag() : null;
        return etag == null ? "" : etag.replace("\"", "");
    }

    Listing build() {
        files.sort((left, right) -> PartitionPath.compareAsBytes(left.path(), right.path()));
        return new Listing(files, ignored, unmatched);
    }
}
