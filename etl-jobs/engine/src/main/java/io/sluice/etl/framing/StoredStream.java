package io.sluice.etl.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A landed file as stored, read ahead in blocks.
 *
 * <p>It remembers how its source failed, because decoders may wrap or reword what they catch. Blocks are filled whole
 * however little the source returns at a time, so that decoders work in the same steps at every attempt and give up
 * at the same byte.
 */
final class StoredStream extends InputStream {
    private static final int BLOCK_SIZE = 64 * 1024;

    private final InputStream source;
    private final byte[] block = new byte[BLOCK_SIZE];
    private int next;
    private int end;
    private boolean ended;
    private long taken;
    private Exception failure;

    StoredStream(InputStream source) {
        this(source, 0);
    }

    /** @param before bytes of the file that lie before the first one of the source */
    StoredStream(InputStream source, long before) {
        this.source = source;
        this.taken = before;
    }

    /** Bytes of the file up to the one that is read next. */
    long taken() {
        return taken;
    }

    /** Throws again what the source has thrown, if it has. */
    void throwFailure() throws IOException {
        if (failure instanceof IOException exception) {
            throw exception;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** How many bytes, at most {@code count}, lie in {@link #block()} of a stream not yet read. */
    int peek(int count) throws IOException {
        return Math.min(count, ready());
    }

    /** How many bytes lie in {@link #block()} from {@link #next()} on; 0 at the end only. */
    int ready() throws IOException {
        if (next == end && !ended) {
            next = 0;
            end = 0;
            end = fill(block, 0, block.length);
        }
        return end - next;
    }

    byte[] block() {
        return block;
    }

    int next() {
        return next;
    }

    /** Counts bytes as read that were used in place. */
    void take(int count) {
        next += count;
        taken += count;
    }

    @Override
    public int read() throws IOException {
        if (ready() == 0) {
            return -1;
        }
        taken++;
        return block[next++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (next == end && length >= BLOCK_SIZE) {
            int count = ended ? 0 : fill(bytes, offset, length);
            taken += count;
            return count == 0 ? -1 : count;
        }
        int count = Math.min(length, ready());
        if (count == 0) {
            return -1;
        }
        System.arraycopy(block, next, bytes, offset, count);
        take(count);
        return count;
    }

    private int fill(byte[] bytes, int offset, int length) throws IOException {
        throwFailure();
        try {
            int count = source.readNBytes(bytes, offset, length);
            ended = count < length;
            return count;
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
