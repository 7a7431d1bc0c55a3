package io.sluice.etl.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Writes a file under a name of its own, which then takes its final name by an operation that fails when the name is
 * taken: a hard link on a local file system, a rename that does not overwrite on HDFS.
 */
record DraftCreation(FileSystem fileSystem, Naming naming) implements ExclusiveCreation {
    /** Gives a draft its final name. */
    interface Naming {
        /** @return false when the name was taken */
        boolean take(Path draft, Path name) throws IOException;
    }

    @Override
    public boolean create(Path file, byte[] content) throws IOException {
        fileSystem.mkdirs(file.getParent());
        Path draft = new Path(file.getParent(), "_" + file.getName() + "." + UUID.randomUUID());
        try {
            try (OutputStream out = fileSystem.create(draft, false)) {
                out.write(content);
            }
            return naming.take(draft, file);
        } finally {
            fileSystem.delete(draft, false);
        }
    }

    static boolean takeNameByLink(Path draft, Path name) throws IOException {
        try {
            Files.createLink(
                    java.nio.file.Path.of(name.toUri().getPath()),
                    java.nio.file.Path.of(draft.toUri().getPath()));
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }

    static Naming takeNameByRename(Path folder, Configuration configuration) {
        return (draft, name) -> {
            try {
                FileContext.getFileContext(folder.toUri(), configuration).rename(draft, name, Options.Rename.NONE);
                return true;
            } catch (org.apache.hadoop.fs.FileAlreadyExistsException taken) {
                return false;
            }
        };
    }
}
