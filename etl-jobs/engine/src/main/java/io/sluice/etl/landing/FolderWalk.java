package io.sluice.etl.landing;

import io.sluice.etl.model.SluiceException;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Every file below a folder.
 *
 * <p>By {@link FileSystem#listFiles} only on S3, which lists a thousand objects a request wherever they lie: on the
 * local file system it starts a process for each file, and fails when that file has vanished.
 */
final class FolderWalk {
    private static final int LISTINGS_AT_A_TIME = 16;

    private FolderWalk() {}

    /**
     * The files below some folders, in no particular order; none where there is no such folder. Many folders are listed
     * at a time, because each listing mostly waits for the store.
     *
     * @throws IOException when a folder that exists cannot be listed
     */
    static Collection<FileStatus> below(Collection<Path> starts, FileSystem files) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(LISTINGS_AT_A_TIME, FolderWalk::daemon);
        try {
            CompletionService<Level> listings = new ExecutorCompletionService<>(threads);
            Collection<FileStatus> found = new ArrayList<>();
            int open = 0;
            for (Path start : starts) {
                listings.submit(() -> list(start, files));
                open++;
            }
            while (open > 0) {
                Level level = listings.take().get();
                open--;
                found.addAll(level.files());
                for (Path folder : level.folders()) {
                    listings.submit(() -> list(folder, files));
                    open++;
                }
            }
            return found;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof SluiceException told) {
                throw told;
            }
            throw new IOException(failure.getCause().getMessage(), failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while listing");
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable listing) {
        Thread thread = new Thread(listing, "sluice-listing");
        thread.setDaemon(true);
        return thread;
    }

    /** What lies directly in a folder. */
    private record Level(List<FileStatus> files, List<Path> folders) {}

    private static Level list(Path folder, FileSystem files) throws IOException {
        Level level = new Level(new ArrayList<>(), new ArrayList<>());
        try {
            switch (files.getUri().getScheme()) {
                case "file" -> requireReadableNames(folder);
                case "s3a" -> {
                    listFlat(folder, files, level.files());
                    return level;
                }
                default -> {}
            }
            RemoteIterator<FileStatus> entries = files.listStatusIterator(folder);
            while (entries.hasNext()) {
                FileStatus entry = entries.next();
                if (entry.isDirectory()) {
                    level.folders().add(entry.getPath());
                } else {
                    level.files().add(entry);
                }
            }
        } catch (IOException e) {
            // A folder that is not there, or no more, holds nothing.
            if (files.exists(folder)) {
                throw e;
            }
        }
        return level;
    }

    private static void listFlat(Path folder, FileSystem files, List<FileStatus> found) throws IOException {
        RemoteIterator<LocatedFileStatus> entries = files.listFiles(folder, true);
        while (entries.hasNext()) {
            found.add(entries.next());
        }
    }

    /** Hadoop leaves out, without a word, local files whose names the JVM cannot decode. */
    private static void requireReadableNames(Path folder) {
        File local = new File(folder.toUri().getPath());
        String[] names = local.list();
        for (String name : names == null ? new String[0] : names) {
            if (name.indexOf('\ufffd') >= 0 && !new File(local, name).exists()) {
                throw SluiceException.failed("The folder " + folder
                        + " holds a file whose name Java cannot read, shown as \"" + name + "\"; names are taken as "
                        + System.getProperty("sun.jnu.encoding")
                        + ". Start Sluice with LC_ALL=C.UTF-8, or rename the file.");
            }
        }
    }
}
