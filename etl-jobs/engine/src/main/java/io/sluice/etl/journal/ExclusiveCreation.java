package io.sluice.etl.journal;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Makes a file whole, or not at all where there is one of its name: of many writers of one name, one succeeds. */
interface ExclusiveCreation {
    /**
     * Makes a file.
     *
     * @return false when its name was taken
     */
    boolean create(Path file, byte[] content) throws IOException;

    /** The way of the file system that a folder lies on. */
    static ExclusiveCreation in(Path folder, Configuration configuration) throws IOException {
        FileSystem fileSystem = folder.getFileSystem(configuration);
        return switch (fileSystem.getUri().getScheme()) {
            case "file" -> new DraftCreation(fileSystem, DraftCreation::takeNameByLink);
            case "s3a" -> new ConditionalPut(fileSystem);
            default -> new DraftCreation(fileSystem, DraftCreation.takeNameByRename(folder, configuration));
        };
    }
}
