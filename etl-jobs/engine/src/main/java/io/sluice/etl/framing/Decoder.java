package io.sluice.etl.framing;

import java.io.Closeable;
import java.io.IOException;

/** A decompressor that can say how far it came when it fails. */
interface Decoder extends Closeable {
    /**
     * Decompresses some bytes, at least one unless the data ends.
     *
     * @return how many, or -1 at the end
     * @throws IOException when the data is damaged or the storage fails; by then the array may hold bytes already,
     *     which {@link #produced()} counts
     */
    int read(byte[] bytes, int offset, int length) throws IOException;

    /** Bytes decompressed so far, those of a failed read included. */
    long produced();
}
