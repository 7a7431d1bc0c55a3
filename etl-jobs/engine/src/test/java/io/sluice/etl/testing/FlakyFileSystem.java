package io.sluice.etl.testing;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system under {@code flaky:}; the first time each file is read, the read fails half-way. */
public final class FlakyFileSystem extends RawLocalFileSystem {
    public static final String SCHEME = "flaky";

    private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

    /** Makes the scheme known to the shared session, and every file fail again. */
    public static void install() {
        FAILED.clear();
        String key = "fs." + SCHEME + ".impl";
        System.setProperty("spark.hadoop." + key, FlakyFileSystem.class.getName());
        TestSpark.session().sparkContext().hadoopConfiguration().set(key, FlakyFileSystem.class.getName());
    }

    /** How many files have failed once. */
    public static int failures() {
        return FAILED.size();
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public void initialize(URI uri, Configuration configuration) throws IOException {
        super.initialize(URI.create(SCHEME + ":///"), configuration);
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        FSDataInputStream in = super.open(path, bufferSize);
        if (!FAILED.add(path.toUri().getPath())) {
            return in;
        }
        FileStatus status = getFileStatus(path);
        return new FSDataInputStream(new FailingInput(in, status.getLen() / 2));
    }
}
