package io.sluice.etl.landing;

import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.SluiceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Finds the files of a landing, and tells whether one of them is still what was found. */
public final class LandingDiscovery {
    /** Longer ranges are found by one walk over everything rather than by a listing a date. */
    private static final int MOST_LISTINGS = 366;

    private final Configuration configuration;
    private final Path landing;
    private final Layout layout;
    private final NamePatterns leftAlone;

    /**
     * Discovery in one landing.
     *
     * @param landing a folder on any Hadoop file system; without a scheme, on the local one
     */
    public LandingDiscovery(Configuration configuration, String landing, Layout layout) {
        this(configuration, landing, layout, List.of());
    }

    /**
     * As {@link #LandingDiscovery(Configuration, String, Layout)}.
     *
     * @param leftAlone patterns of names, of files or of folders above them, that are no data here
     */
    public LandingDiscovery(Configuration configuration, String landing, Layout layout, List<String> leftAlone) {
        this.leftAlone = new NamePatterns(leftAlone);
        this.configuration = configuration;
        this.landing = new Path(landing);
        this.layout = layout;
    }

    /**
     * The files whose landing date lies in a range. Files and folders that vanish meanwhile are left out.
     *
     * @throws SluiceException invalid when there is no such landing, or its layout cannot tell the dates asked for;
     *     failed when the landing cannot be listed
     */
    public Listing list(DateRange range) {
        requireDates(range);
        try {
            FileSystem files = fileSystem();
            Path root = root(files);
            ListingBuilder listing = new ListingBuilder(root, layout, leftAlone, range);
            // A path made of three parts may contain colons.
            List<Path> starts = folders(range).stream()
                    .map(folder -> folder.isEmpty() ? root : new Path(root, new Path(null, null, folder)))
                    .toList();
            FolderWalk.below(starts, files).forEach(listing::add);
            return listing.build();
        } catch (UnsupportedFileSystemException e) {
            throw SluiceException.invalid(
                    "No file system is installed for landing.path " + landing + " (" + e.getMessage()
                            + "). Correct its scheme, or add the file system's jar and settings under spark.",
                    e);
        } catch (IOException e) {
            throw SluiceException.failed(
                    "The landing " + landing + " could not be listed: " + e.getMessage()
                            + ". Check that it can be reached and read, then run again.",
                    e);
        }
    }

    /**
     * Looks for files by their paths, whatever their landing dates.
     *
     * @param paths relative to the landing root
     * @return those that are there and that the layout means, by path as unsigned UTF-8 bytes
     * @throws SluiceException failed when the landing cannot be looked at
     */
    public List<LandedFile> find(Collection<String> paths) {
        try {
            FileSystem files = fileSystem();
            Path root = root(files);
            ListingBuilder listing = new ListingBuilder(root, layout, leftAlone, DateRange.ALL);
            for (String path : paths) {
                try {
                    listing.add(files.getFileStatus(new Path(root, new Path(null, null, path))));
                } catch (FileNotFoundException gone) {
                    // The caller sees that it is not among those found.
                }
            }
            return listing.build().files();
        } catch (IOException e) {
            throw SluiceException.failed(
                    "The landing " + landing + " could not be looked at: " + e.getMessage() + ". Run again.", e);
        }
    }

    /**
     * Requires that the landing is there.
     *
     * @throws SluiceException invalid when it is not
     */
    public void requireRoot() throws IOException {
        root(fileSystem());
    }

    /**
     * Requires that a file is still the one that was found.
     *
     * <p>Where the store tags contents, the tag stands for the time, which stores round differently in a listing and
     * in a look at one file.
     *
     * @throws SluiceException failed when it has changed, has vanished, or cannot be looked at
     */
    public void requireUnchanged(LandedFile file) {
        try {
            FileStatus now = fileSystem().getFileStatus(new Path(file.uri()));
            String etag = ListingBuilder.etag(now);
            boolean tagged = !file.etag().isEmpty() && !etag.isEmpty();
            if (now.getLen() != file.size()) {
                throw changed(file, "its size was " + file.size() + " bytes and is " + now.getLen());
            }
            if (tagged && !etag.equals(file.etag())) {
                throw changed(file, "its etag was " + file.etag() + " and is " + etag);
            }
            if (!tagged && now.getModificationTime() != file.modified()) {
                throw changed(
                        file,
                        "its modification time was " + file.modified() + " and is " + now.getModificationTime()
                                + " (milliseconds since 1970)");
            }
        } catch (FileNotFoundException e) {
            throw changed(file, "it is gone");
        } catch (IOException e) {
            throw SluiceException.failed(
                    "The landed file " + file.uri() + " could not be looked at: " + e.getMessage() + ". Run again.", e);
        }
    }

    private static SluiceException changed(LandedFile file, String what) {
        return SluiceException.failed("The landed file " + file.uri() + " changed during the run: " + what
                + ". Nothing was published; run again when the producer has finished.");
    }

    private void requireDates(DateRange range) {
        if (range.bounded() && !layout.dated()) {
            throw SluiceException.invalid("Landing dates from " + range.from() + " to " + range.to()
                    + " were asked for, but landing.layout \"" + layout
                    + "\" has no {date}. Run without dates,"
                    + " or say where the date lies, such as \"{date:yyyy-MM-dd}/*\".");
        }
        if (range.hourly() && !layout.hourly()) {
            throw SluiceException.invalid("Landing hours from " + range.from() + " to " + range.to()
                    + " were asked for, but landing.layout \"" + layout
                    + "\" has no {hour}. Ask for days,"
                    + " or say where the hour lies, such as \"{date:yyyy-MM-dd}/{hour:HH}/*\".");
        }
    }

    private FileSystem fileSystem() throws IOException {
        return landing.toUri().getScheme() == null
                ? FileSystem.getLocal(configuration)
                : landing.getFileSystem(configuration);
    }

    private Path root(FileSystem files) throws IOException {
        try {
            FileStatus status = files.getFileStatus(landing);
            if (!status.isDirectory()) {
                throw SluiceException.invalid(
                        "landing.path " + landing + " is a file. Name the folder that the files land in.");
            }
            return status.getPath();
        } catch (FileNotFoundException e) {
            throw SluiceException.invalid(
                    "landing.path " + landing + " does not exist. Create the folder, or correct landing.path.", e);
        }
    }

    private Set<String> folders(DateRange range) {
        if (!range.bounded() || range.count() > MOST_LISTINGS) {
            return Set.of(layout.folder());
        }
        return range.dates().map(layout::folder).collect(Collectors.toCollection(TreeSet::new));
    }
}
