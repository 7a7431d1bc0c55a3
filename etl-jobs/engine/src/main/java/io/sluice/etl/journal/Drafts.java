package io.sluice.etl.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What processes leave beside a table's documents that die between writing a document and giving it its name, or while
 * they ask for the file system's clock. Their names begin with {@code _}, and nobody reads them.
 */
public final class Drafts {
    private static final List<String> FOLDERS = List.of("/_sluice", "/_sluice/journal", "/_sluice/lease");

    private final String tableLocation;
    private final Configuration configuration;

    public Drafts(String tableLocation, Configuration configuration) {
        this.tableLocation = tableLocation;
        this.configuration = configuration;
    }

    /**
     * Deletes those that were written before a time.
     *
     * @param dryRun count only
     * @return how many
     */
    public long expire(Instant before, boolean dryRun) throws IOException {
        long expired = 0;
        for (String name : FOLDERS) {
            Path folder = new Path(tableLocation + name);
            FileSystem files = folder.getFileSystem(configuration);
            for (FileStatus found : children(files, folder)) {
                boolean expires = found.isFile()
                        && found.getPath().getName().startsWith("_")
                        && found.getModificationTime() < before.toEpochMilli();
                if (expires && !dryRun) {
                    files.delete(found.getPath(), false);
                }
                expired += expires ? 1 : 0;
            }
        }
        return expired;
    }

    private static FileStatus[] children(FileSystem files, Path folder) throws IOException {
        try {
            return files.listStatus(folder);
        } catch (FileNotFoundException absent) {
            return new FileStatus[0];
        }
    }
}
