package io.sluice.etl.framing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers how a decompressed file failed, for readers that reword what they catch: damage looks like the end of the
 * file to them, a failure of the storage stays one.
 */
final class DamageAware extends FilterInputStream {
    private BrokenStreamException broken;
    private IOException failure;
    private long count;

    DamageAware(InputStream decompressed) {
        super(decompressed);
    }

    /** Why the file breaks where it seemed to end; null when it ends well. */
    BrokenStreamException broken() {
        return broken;
    }

    long count() {
        return count;
    }

    /** Throws again what the storage has thrown, if it has. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (broken != null) {
            return -1;
        }
        try {
            int read = super.read(bytes, offset, length);
            count += Math.max(read, 0);
            return read;
        } catch (BrokenStreamException e) {
            broken = e;
            return -1;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
