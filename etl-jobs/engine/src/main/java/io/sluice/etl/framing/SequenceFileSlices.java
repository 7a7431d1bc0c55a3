package io.sluice.etl.framing;

import io.sluice.etl.model.RejectCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A Hadoop SequenceFile, which is told by its name instead of being taken for broken lines: one slice without bytes. */
final class SequenceFileSlices implements Slices {
    /** How such a file begins; the byte behind is its version. */
    static final byte[] MARK = {'S', 'E', 'Q'};

    private static final int LATEST_VERSION = 6;
    private static final int LONGEST_NAME = 127;

    private final InputStream file;
    private String keyClass;
    private boolean told;

    SequenceFileSlices(InputStream file) {
        this.file = file;
    }

    /** Whether the byte behind the mark is a version. */
    static boolean isVersion(byte value) {
        return value >= 0 && value <= LATEST_VERSION;
    }

    @Override
    public boolean next() throws IOException {
        if (told) {
            return false;
        }
        told = true;
        file.skipNBytes(MARK.length + 1L);
        int length = file.read();
        keyClass = length > 0 && length <= LONGEST_NAME
                ? new String(file.readNBytes(length), StandardCharsets.US_ASCII)
                : "an unknown class";
        return true;
    }

    @Override
    public byte[] bytes() {
        return new byte[0];
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return 0;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public SliceEnd end() {
        return new SliceEnd.Faulty(
                RejectCode.MALFORMED_JSON,
                "",
                ("a Hadoop SequenceFile of %s, which is not read; let the producer write text"
                                + " (Flume: hdfs.fileType = DataStream; Secor: DelimitedTextFileReaderWriterFactory)")
                        .formatted(keyClass));
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
