package io.sluice.etl.framing;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes gzip (RFC 1952), members one after the other, NUL padding behind any of them.
 *
 * <p>It drives the inflater itself, because neither the JDK's nor commons-compress's stream tells how much of a
 * buffer was filled before damaged data was met, and neither tolerates padding.
 */
final class GzipDecoder implements Decoder {
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final StoredStream stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean inMember;
    private long producedByEarlierMembers;

    GzipDecoder(StoredStream stored) {
        this.stored = stored;
    }

    @Override
    public long produced() {
        return producedByEarlierMembers + inflater.getBytesWritten();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (inMember || beginMember()) {
            // Before more input is asked for: the inflater may hold output although its input is used up.
            int count = inflate(bytes, offset, length);
            if (inflater.finished()) {
                endMember();
            }
            if (count > 0) {
                return count;
            }
            if (inMember) {
                feed();
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        int before = inflater.getRemaining();
        try {
            int count = inflater.inflate(bytes, offset, length);
            checksum.update(bytes, offset, count);
            return count;
        } catch (DataFormatException e) {
            throw new IOException("it is corrupt (" + e.getMessage() + ")", e);
        } finally {
            stored.take(before - inflater.getRemaining());
        }
    }

    private void feed() throws IOException {
        int ready = stored.ready();
        if (ready == 0) {
            throw new EOFException("it ends within a member");
        }
        inflater.setInput(stored.block(), stored.next(), ready);
    }

    private boolean beginMember() throws IOException {
        int first = stored.read();
        while (first == 0) {
            first = stored.read();
        }
        if (first < 0) {
            return false;
        }
        if (first != 0x1f || header() != 0x8b) {
            throw new IOException("what follows a member is neither another member nor NUL padding");
        }
        int method = header();
        if (method != DEFLATE) {
            throw new IOException("compression method " + method + " is unknown, only 8 (deflate) exists");
        }
        skipHeader(header());
        inMember = true;
        return true;
    }

    private void skipHeader(int flags) throws IOException {
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(header() | header() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            header();
        }
    }

    private void skipText() throws IOException {
        while (header() != 0) {
            continue;
        }
    }

    private int header() throws IOException {
        int value = stored.read();
        if (value < 0) {
            throw new EOFException("it ends within the header or trailer of a member");
        }
        return value;
    }

    private void endMember() throws IOException {
        long expectedChecksum = unsignedInt();
        long expectedLength = unsignedInt();
        if (expectedChecksum != checksum.getValue()) {
            throw new IOException("the checksum of a member is %08x instead of %08x"
                    .formatted(checksum.getValue(), expectedChecksum));
        }
        if (expectedLength != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new IOException("a member has %d bytes instead of %d (modulo 2^32)"
                    .formatted(inflater.getBytesWritten(), expectedLength));
        }
        producedByEarlierMembers += inflater.getBytesWritten();
        inflater.reset();
        checksum.reset();
        inMember = false;
    }

    private long unsignedInt() throws IOException {
        return header() | header() << 8 | header() << 16 | (long) header() << 24;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
