package io.sluice.etl.framing;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;

/** Decodes zstd (RFC 8878), frames one after the other. */
final class ZstdDecoder implements Decoder {
    private final ZstdInputStream decoded;
    private long produced;

    ZstdDecoder(StoredStream stored) throws IOException {
        decoded = new ZstdInputStream(new ZstdBlocks(stored));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = decoded.read(bytes, offset, length);
        produced += Math.max(count, 0);
        return count;
    }

    @Override
    public long produced() {
        return produced;
    }

    @Override
    public void close() throws IOException {
        decoded.close();
    }
}
