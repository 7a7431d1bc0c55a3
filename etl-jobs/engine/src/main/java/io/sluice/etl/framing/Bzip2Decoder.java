package io.sluice.etl.framing;

import java.io.IOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Decodes bzip2, streams one after the other. */
final class Bzip2Decoder implements Decoder {
    private final StoredStream stored;
    private BZip2CompressorInputStream decoded;

    Bzip2Decoder(StoredStream stored) {
        this.stored = stored;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (decoded == null) {
            // Not in the constructor: it decodes the first block already, which may be damaged.
            decoded = new BZip2CompressorInputStream(stored, true);
        }
        return decoded.read(bytes, offset, length);
    }

    @Override
    public long produced() {
        return decoded == null ? 0 : decoded.getBytesRead();
    }

    @Override
    public void close() throws IOException {
        if (decoded != null) {
            decoded.close();
        }
    }
}
