package io.sluice.etl.cli;

import io.sluice.etl.model.TextFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads jobs and schemas through Hadoop. */
final class HadoopTextFiles implements TextFiles {
    private final Configuration configuration;

    HadoopTextFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public Optional<String> read(String location) throws IOException {
        Path path = new Path(location);
        FileSystem fileSystem = path.getFileSystem(configuration);
        try {
            if (fileSystem.getFileStatus(path).isDirectory()) {
                throw new IOException(location + " is a folder");
            }
            try (InputStream in = fileSystem.open(path)) {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(in.readAllBytes()))
                        .toString());
            }
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isFolder(String location) throws IOException {
        Path path = new Path(location);
        try {
            FileStatus status = path.getFileSystem(configuration).getFileStatus(path);
            return status.isDirectory();
        } catch (FileNotFoundException absent) {
            return false;
        }
    }
}
