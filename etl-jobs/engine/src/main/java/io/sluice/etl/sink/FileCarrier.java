package io.sluice.etl.sink;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** Makes a file appear in a second place at the least cost: a hard link locally, a copy elsewhere. */
final class FileCarrier {
    private FileCarrier() {}

    static void carry(Path from, Path to, Configuration configuration) throws IOException {
        FileSystem fileSystem = to.getFileSystem(configuration);
        fileSystem.mkdirs(to.getParent());
        if ("file".equals(fileSystem.getUri().getScheme()) && linked(from, to)) {
            return;
        }
        FileUtil.copy(from.getFileSystem(configuration), from, fileSystem, to, false, true, configuration);
    }

    private static boolean linked(Path from, Path to) throws IOException {
        java.nio.file.Path source = java.nio.file.Path.of(from.toUri().getPath());
        java.nio.file.Path target = java.nio.file.Path.of(to.toUri().getPath());
        try {
            Files.deleteIfExists(target);
            Files.createLink(target, source);
            return true;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException notLinkable) {
            return false;
        }
    }
}
