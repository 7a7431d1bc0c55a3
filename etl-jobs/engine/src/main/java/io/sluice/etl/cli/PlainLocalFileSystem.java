package io.sluice.etl.cli;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;

/**
 * The local file system without checksum files beside the files written.
 *
 * <p>Columnar files and the journal carry what they need themselves, and a folder that people look into stays clean.
 */
public class PlainLocalFileSystem extends LocalFileSystem {
    @Override
    public void initialize(URI name, Configuration configuration) throws IOException {
        super.initialize(name, configuration);
        setWriteChecksum(false);
    }
}
