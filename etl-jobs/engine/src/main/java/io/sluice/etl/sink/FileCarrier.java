package io.sluice.etl.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/**
 * Makes a file appear in a second place at the least cost: a hard link locally, S3's own copy, a copy elsewhere.
 *
 * <p>It appears whole, in the stead of what was there. Where a copy grows while it is written, it gets its name at the end.
 */
public final class FileCarrier {
    private FileCarrier() {}

    /** Makes a file appear in a second place, too. */
    public static void carry(Path from, Path to, Configuration configuration) throws IOException {
        FileSystem source = from.getFileSystem(configuration);
        FileSystem target = to.getFileSystem(configuration);
        boolean carried =
                switch (target.getUri().getScheme()) {
                    case "file" -> linked(from, to);
                    case "s3a" ->
                        Objects.equals(source.getUri(), target.getUri()) && ServerSideCopy.copied(target, from, to);
                    default -> false;
                };
        if (!carried) {
            copy(source, from, target, to, configuration);
        }
    }

    private static void copy(FileSystem source, Path from, FileSystem target, Path to, Configuration configuration)
            throws IOException {
        boolean appearsAtTheEnd = target.getUri().getScheme().equals("s3a");
        Path draft = appearsAtTheEnd ? to : new Path(to.getParent(), "_" + to.getName() + ".draft");
        FileUtil.copy(source, from, target, draft, false, true, configuration);
        if (!appearsAtTheEnd) {
            target.delete(to, false);
            if (!target.rename(draft, to)) {
                throw new IOException("cannot rename %s to %s".formatted(draft, to));
            }
        }
    }

    private static boolean linked(Path from, Path to) throws IOException {
        java.nio.file.Path source = java.nio.file.Path.of(from.toUri().getPath());
        java.nio.file.Path target = java.nio.file.Path.of(to.toUri().getPath());
        Files.createDirectories(target.getParent());
        try {
            Files.deleteIfExists(target);
            Files.createLink(target, source);
            return true;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException notLinkable) {
            return false;
        }
    }
}
