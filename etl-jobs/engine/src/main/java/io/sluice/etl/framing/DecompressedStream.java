package io.sluice.etl.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What a decoder gives, up to the first damage and within the bounds of expansion. */
final class DecompressedStream extends InputStream {
    /** Bytes that any file may expand to: short files of repetitive records exceed every sensible ratio. */
    static final long ALWAYS_ALLOWED = 64L << 20;

    private final String compression;
    private final StoredStream stored;
    private final Decoder decoder;
    private final int maxExpansionRatio;
    private long handedOut;
    private BrokenStreamException broken;
    private boolean closed;

    DecompressedStream(String compression, StoredStream stored, Decoder decoder, int maxExpansionRatio) {
        this(compression, stored, decoder, maxExpansionRatio, 0);
    }

    /** @param before decompressed bytes of the file that lie before the first one that the decoder gives */
    DecompressedStream(String compression, StoredStream stored, Decoder decoder, int maxExpansionRatio, long before) {
        this.compression = compression;
        this.stored = stored;
        this.decoder = decoder;
        this.maxExpansionRatio = maxExpansionRatio;
        this.handedOut = before;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IOException("The " + compression + " stream was closed before it was read to its end.");
        }
        if (length == 0) {
            return 0;
        }
        if (broken != null) {
            throw broken;
        }
        stored.throwFailure();
        int count = withinExpansion(decode(bytes, offset, length));
        if (count == 0) {
            throw broken;
        }
        handedOut += Math.max(count, 0);
        return count;
    }

    private int decode(byte[] bytes, int offset, int length) throws IOException {
        long before = decoder.produced();
        try {
            return decoder.read(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            // Decoders answer damaged data with runtime exceptions, too.
            stored.throwFailure();
            broken = BrokenStreamException.truncated(
                    ("The %s data breaks after %d stored bytes: %s."
                                    + " Everything before was read; land the file again to get the rest.")
                            .formatted(compression, stored.taken(), reason(e)),
                    e);
            return (int) (decoder.produced() - before);
        }
    }

    private int withinExpansion(int count) {
        long allowed = Math.max(ALWAYS_ALLOWED, stored.taken() * maxExpansionRatio);
        if (handedOut + count <= allowed) {
            return count;
        }
        broken = BrokenStreamException.tooLarge(("The %s data expands to more than %d bytes from %d stored bytes,"
                        + " beyond landing.max_expansion_ratio %d. If the file is sound, raise that limit.")
                .formatted(compression, allowed, stored.taken(), maxExpansionRatio));
        return (int) (allowed - handedOut);
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try (stored) {
            decoder.close();
        }
    }
}
