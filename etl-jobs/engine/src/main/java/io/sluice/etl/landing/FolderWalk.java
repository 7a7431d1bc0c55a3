package io.sluice.etl.landing;

import io.sluice.etl.model.SluiceException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
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
    private FolderWalk() {}

    /**
     * Hands over the files below a folder, in no particular order; none where there is no such folder.
     *
     * @throws IOException when a folder that exists cannot be listed
     */
    static void below(Path start, FileSystem files, Consumer<FileStatus> found) throws IOException {
        Deque<Path> folders = new ArrayDeque<>(List.of(start));
        while (!folders.isEmpty()) {
            Path folder = folders.pop();
            try {
                list(folder, files, folders, found);
            } catch (IOException e) {
                // A folder that is not there, or no more, holds nothing.
                if (files.exists(folder)) {
                    throw e;
                }
            }
        }
    }

    private static void list(Path folder, FileSystem files, Deque<Path> folders, Consumer<FileStatus> found)
            throws IOException {
        switch (files.getUri().getScheme()) {
            case "file" -> requireReadableNames(folder);
            case "s3a" -> {
                listFlat(folder, files, found);
                return;
            }
            default -> {}
        }
        RemoteIterator<FileStatus> entries = files.listStatusIterator(folder);
        while (entries.hasNext()) {
            FileStatus entry = entries.next();
            if (entry.isDirectory()) {
                folders.push(entry.getPath());
            } else {
                found.accept(entry);
            }
        }
    }

    private static void listFlat(Path folder, FileSystem files, Consumer<FileStatus> found) throws IOException {
        RemoteIterator<LocatedFileStatus> entries = files.listFiles(folder, true);
        while (entries.hasNext()) {
            found.accept(entries.next());
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
