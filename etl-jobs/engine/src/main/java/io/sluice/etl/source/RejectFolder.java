package io.sluice.etl.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The rejects of a run: a folder of its own below the quarantine location. */
public final class RejectFolder {
    private final Path folder;
    private final Configuration configuration;

    public RejectFolder(String quarantine, String runId, Configuration configuration) {
        this.folder = new Path(quarantine, runId);
        this.configuration = configuration;
    }

    public String location() {
        return folder.toString();
    }

    /** Deletes files of task attempts whose result did not count. */
    public void keepOnly(List<String> files) throws IOException {
        FileSystem fileSystem = folder.getFileSystem(configuration);
        Set<Path> kept = new HashSet<>();
        files.forEach(file -> kept.add(fileSystem.makeQualified(new Path(file))));
        try {
            for (FileStatus file : fileSystem.listStatus(folder)) {
                if (!kept.contains(fileSystem.makeQualified(file.getPath()))) {
                    fileSystem.delete(file.getPath(), false);
                }
            }
        } catch (FileNotFoundException nothingRejected) {
            // No attempt of any task has written a reject.
        }
    }

    /** Removes the folder, for a run that ended before its rejects were complete. */
    public void discard() throws IOException {
        folder.getFileSystem(configuration).delete(folder, true);
    }
}
