package io.sluice.etl.journal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system under another name, with the rename of HDFS: atomic, and never over an existing file. */
final class RenamingFileSystem extends RawLocalFileSystem {
    static final String SCHEME = "renaming";
    private static final URI ROOT = URI.create(SCHEME + ":///");

    /** What Hadoop needs to know to find it. */
    static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set("fs." + SCHEME + ".impl", RenamingFileSystem.class.getName());
        configuration.set("fs.AbstractFileSystem." + SCHEME + ".impl", Delegate.class.getName());
        return configuration;
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    @Deprecated
    protected void rename(Path from, Path to, Options.Rename... options) throws IOException {
        synchronized (RenamingFileSystem.class) {
            if (exists(to)) {
                throw new FileAlreadyExistsException(to.toString());
            }
            super.rename(from, to, options);
        }
    }

    /** The same for Hadoop's newer interface. */
    static final class Delegate extends DelegateToFileSystem {
        Delegate(URI uri, Configuration configuration) throws IOException, URISyntaxException {
            super(uri, new RenamingFileSystem(), configuration, SCHEME, false);
        }
    }
}
