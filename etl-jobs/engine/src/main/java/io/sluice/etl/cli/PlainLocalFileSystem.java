package io.sluice.etl.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
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
        private static final String MODE = "unix:mode";
        /** That a folder hands its group down, or its owner; {@code chmod} leaves these of a folder as well. */
        private static final int INHERITANCE = 06000;

        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            java.nio.file.Path file = pathToFile(path).toPath();
            if (NativeIO.isAvailable()
                    || !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                super.setPermission(path, permission);
                return;
            }
            int kept = Files.isDirectory(file) ? (int) Files.getAttribute(file, MODE) & INHERITANCE : 0;
            Files.setAttribute(file, MODE, kept | permission.toShort());
        }
    }
}
