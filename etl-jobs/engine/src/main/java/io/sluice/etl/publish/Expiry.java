package io.sluice.etl.publish;

import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Deletes versions that nothing points to.
 *
 * <p>A version stays while a partition of the catalogue or of the journal, or a slot that is not closed, points to it,
 * and until it has been out of use for long enough that no query can still read it. A version that a run replaced is
 * out of use since that run; a folder that no slot knows is the rest of a run that died, out of use since its newest
 * file was written. Nobody may stage versions meanwhile.
 */
public final class Expiry {
    private final List<Path> roots;
    private final Configuration configuration;
    private final Set<String> inUse = new HashSet<>();
    private final Map<String, Instant> replacedAt = new HashMap<>();

    /**
     * What was deleted, or would be.
     *
     * @param replaced versions that a later one replaced
     * @param orphans folders of runs that died
     */
    public record Expired(long replaced, long orphans, long files, long bytes) {
        private static final Expired NOTHING = new Expired(0, 0, 0, 0);

        private Expired plus(Expired other) {
            return new Expired(
                    replaced + other.replaced, orphans + other.orphans, files + other.files, bytes + other.bytes);
        }
    }

    /** The files of a folder and when the newest of them was written, in milliseconds since the epoch. */
    private record Content(long files, long bytes, long newest) {}

    /**
     * Looks at the versions of one table.
     *
     * @param slots all slots of its journal in order, the open one included
     * @param seen locations that the catalogue points to
     */
    public Expiry(
            String tableLocation, List<Slot> slots, Slot open, Collection<String> seen, Configuration configuration) {
        this.roots = Stream.of("/_versions", "/_sluice/tombstones", "/_sluice/duplicates/_versions")
                .map(folder -> new Path(tableLocation + folder))
                .toList();
        this.configuration = configuration;
        Map<String, PublishedPartition> current = new HashMap<>();
        for (Slot slot : slots) {
            Stream.concat(slot.switches().stream(), slot.aside().tombstones().stream())
                    .forEach(change -> replaced(current.put(change.partition(), change.published()), slot));
            slot.aside().duplicates().forEach(addition -> inUse.add(path(addition.newLocation())));
        }
        current.values().forEach(partition -> inUse.add(path(partition.location())));
        seen.forEach(location -> inUse.add(path(location)));
        if (open != null) {
            Stream.of(open.switches(), open.aside().tombstones(), open.aside().duplicates())
                    .flatMap(List::stream)
                    .flatMap(change -> Stream.of(change.newLocation(), change.oldLocation(), change.staged()))
                    .filter(Objects::nonNull)
                    .forEach(location -> inUse.add(path(location)));
        }
    }

    private void replaced(PublishedPartition before, Slot slot) {
        if (before != null) {
            replacedAt.put(path(before.location()), Instant.parse(slot.preparedAt()));
        }
    }

    /**
     * Deletes what has been out of use since before a time.
     *
     * @param dryRun count only
     */
    public Expired expire(Instant before, boolean dryRun) throws IOException {
        Expired sum = Expired.NOTHING;
        for (Path root : roots) {
            sum = sum.plus(expire(root.getFileSystem(configuration), root, before, dryRun));
        }
        return sum;
    }

    private Expired expire(FileSystem files, Path folder, Instant before, boolean dryRun) throws IOException {
        FileStatus[] children;
        try {
            children = files.listStatus(folder);
        } catch (FileNotFoundException absent) {
            return Expired.NOTHING;
        }
        Expired sum = Expired.NOTHING;
        for (FileStatus child : children) {
            sum = sum.plus(expireOne(files, child, before, dryRun));
        }
        boolean nothingLeft = !dryRun && !roots.contains(folder) && files.listStatus(folder).length == 0;
        if (nothingLeft) {
            files.delete(folder, false);
        }
        return sum;
    }

    private Expired expireOne(FileSystem files, FileStatus found, Instant before, boolean dryRun) throws IOException {
        String path = path(found.getPath().toString());
        if (inUse.contains(path)) {
            return Expired.NOTHING;
        }
        boolean version = replacedAt.containsKey(path);
        if (!version && found.isDirectory() && holdsKnownVersions(path)) {
            return expire(files, found.getPath(), before, dryRun);
        }
        Content content = content(files, found);
        Instant since = version ? replacedAt.get(path) : Instant.ofEpochMilli(content.newest());
        if (!since.isBefore(before)) {
            return Expired.NOTHING;
        }
        if (!dryRun) {
            files.delete(found.getPath(), true);
        }
        return new Expired(version ? 1 : 0, version ? 0 : 1, content.files(), content.bytes());
    }

    private boolean holdsKnownVersions(String folder) {
        String prefix = folder + "/";
        return inUse.stream().anyMatch(path -> path.startsWith(prefix))
                || replacedAt.keySet().stream().anyMatch(path -> path.startsWith(prefix));
    }

    private static Content content(FileSystem files, FileStatus found) throws IOException {
        if (!found.isDirectory()) {
            return new Content(1, found.getLen(), found.getModificationTime());
        }
        long count = 0;
        long bytes = 0;
        long newest = found.getModificationTime();
        for (FileStatus child : files.listStatus(found.getPath())) {
            Content content = content(files, child);
            count += content.files();
            bytes += content.bytes();
            newest = Math.max(newest, content.newest());
        }
        return new Content(count, bytes, newest);
    }

    private static String path(String location) {
        return new Path(location).toUri().getPath();
    }
}
