package io.sluice.etl.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.io.nativeio.NativeIO;

/**
 * The local file system without checksum files beside the files written, and without a process for each of them.
 *
 * <p>Columnar files and the journal carry what they need themselves, and a folder that people look into stays clean.
 */
public class PlainLocalFileSystem extends LocalFileSystem {
    public PlainLocalFileSystem() {
        super(new RawFiles());
    }

    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        setWriteChecksum(false);
    }

    /** Where Hadoop's native library is absent, its own class starts {@code chmod} for every file and folder it makes. */
    private static final class RawFiles extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            java.nio.file.Path file = pathToFile(path).toPath();
            if (NativeIO.isAvailable() || permission.getStickyBit() || !isPosix(file)) {
                super.setPermission(path, permission);
                return;
            }
            Files.setPosixFilePermissions(
                    file,
                    PosixFilePermissions.fromString(permission.getUserAction().SYMBOL
                            + permission.getGroupAction().SYMBOL
                            + permission.getOtherAction().SYMBOL));
        }

        private static boolean isPosix(java.nio.file.Path file) {
            return file.getFileSystem().supportedFileAttributeViews().contains("posix");
        }
    }
}
