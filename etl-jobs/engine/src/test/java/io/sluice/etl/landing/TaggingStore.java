package io.sluice.etl.landing;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files as a store that tags them and rounds times, and whose folders vanish or fail when listed. */
public final class TaggingStore extends RawLocalFileSystem {
    static final String VANISHING = "fake.vanishing";
    static final String FAILING = "fake.failing";
    static final String TAG = "fake.tag";

    static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs.tagging.impl", TaggingStore.class, FileSystem.class);
        configuration.setBoolean("fs.tagging.impl.disable.cache", true);
        return configuration;
    }

    @Override
    public URI getUri() {
        return URI.create("tagging:///");
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        if (folder.getName().equals(getConf().get(FAILING))) {
            throw new IOException("access denied");
        }
        FileStatus[] found = super.listStatus(folder);
        String vanishing = getConf().get(VANISHING);
        if (vanishing != null) {
            delete(new Path(vanishing), true);
        }
        for (int i = 0; i < found.length; i++) {
            found[i] = new Tagged(found[i], getConf().get(TAG, "1"), found[i].getModificationTime());
        }
        return found;
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        FileStatus status = super.getFileStatus(path);
        return new Tagged(status, "\"" + getConf().get(TAG, "1") + "\"", status.getModificationTime() / 1000 * 1000);
    }

    private static final class Tagged extends FileStatus implements EtagSource {
        private static final long serialVersionUID = 1L;

        private final String tag;

        Tagged(FileStatus status, String tag, long modified) {
            super(status.getLen(), status.isDirectory(), 1, 1, modified, status.getPath());
            this.tag = tag;
        }

        @Override
        public String getEtag() {
            return tag;
        }
    }
}
