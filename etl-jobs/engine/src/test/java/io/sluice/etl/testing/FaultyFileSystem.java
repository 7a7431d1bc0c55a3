package io.sluice.etl.testing;

import io.sluice.etl.cli.PlainLocalFileSystem;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** The product's local file system, whose calls fail when {@link Faults} says so. */
public final class FaultyFileSystem extends PlainLocalFileSystem {
    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return Faults.pass("open", path(path), () -> super.open(path, bufferSize));
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        FSDataOutputStream out = Faults.pass(
                "create",
                path(path),
                () -> super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress));
        return new FSDataOutputStream(new FaultyOutput(out, path(path)), null);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return Faults.pass("delete", path(path), () -> super.delete(path, recursive));
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        return Faults.pass("mkdirs", path(path), () -> super.mkdirs(path));
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return Faults.pass("rename", path(from), () -> super.rename(from, to));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        return Faults.pass("list", path(path), () -> super.listStatus(path));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return Faults.pass("status", path(path), () -> super.getFileStatus(path));
    }

    private static String path(Path path) {
        return path.toUri().getPath();
    }

    /** A file whose completion is a call as well. */
    private static final class FaultyOutput extends FilterOutputStream {
        private final String path;

        FaultyOutput(OutputStream out, String path) {
            super(out);
            this.path = path;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            Faults.pass("close", path, () -> {
                super.close();
                return null;
            });
        }
    }
}
