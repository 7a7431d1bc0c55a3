package io.sluice.etl.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folders of rejects in a quarantine, one a run. */
public final class RejectFolders {
    private final Path quarantine;
    private final Configuration configuration;

    public RejectFolders(String quarantine, Configuration configuration) {
        this.quarantine = new Path(quarantine);
        this.configuration = configuration;
    }

    /**
     * Deletes the folders whose newest file was written before a time.
     *
     * @param kept ids of runs whose folders stay
     * @param dryRun count only
     * @return how many folders
     */
    public long expire(Instant before, Set<String> kept, boolean dryRun) throws IOException {
        FileSystem files = quarantine.getFileSystem(configuration);
        long expired = 0;
        try {
            for (FileStatus run : files.listStatus(quarantine)) {
                boolean expires = run.isDirectory()
                        && !kept.contains(run.getPath().getName())
                        && newest(files, run) < before.toEpochMilli();
                if (expires && !dryRun) {
                    files.delete(run.getPath(), true);
                }
                expired += expires ? 1 : 0;
            }
        } catch (FileNotFoundException nothingRejected) {
            return 0;
        }
        return expired;
    }

    private static long newest(FileSystem files, FileStatus run) throws IOException {
        long newest = run.getModificationTime();
        for (FileStatus file : files.listStatus(run.getPath())) {
            newest = Math.max(newest, file.getModificationTime());
        }
        return newest;
    }
}
