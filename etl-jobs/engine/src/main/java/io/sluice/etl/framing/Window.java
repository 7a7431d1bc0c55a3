package io.sluice.etl.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a decompressed file that is being looked at: bytes kept from a start on, and a cursor in them.
 *
 * <p>Start, cursor and limit are indices in {@link #bytes()}; all move together when more is read.
 */
final class Window {
    /** Bytes that always fit behind those that may be kept. */
    static final int ROOM = 68 * 1024;

    private static final int FIRST_BUFFER = 256 * 1024;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream decompressed;
    private final int mostKept;
    private byte[] bytes;
    private int start;
    private int cursor;
    private int limit;
    /** Offset in the file of the buffer's first byte. */
    private long origin;

    private boolean ended;
    private BrokenStreamException broken;

    /** @param mostKept bytes that are kept from the start on, at most */
    Window(InputStream decompressed, int mostKept) {
        this.decompressed = decompressed;
        this.mostKept = Math.min(mostKept, LONGEST_ARRAY - ROOM);
        this.bytes = new byte[Math.min(FIRST_BUFFER, this.mostKept + ROOM)];
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int cursor() {
        return cursor;
    }

    int limit() {
        return limit;
    }

    int mostKept() {
        return mostKept;
    }

    /** Whether no more may be kept. */
    boolean full() {
        return limit - start > mostKept;
    }

    /** Offset in the file of the byte at an index. */
    long position(int index) {
        return origin + index;
    }

    long bytesRead() {
        return origin + limit;
    }

    void moveTo(int index) {
        cursor = index;
    }

    /** Forgets what lies before the cursor. */
    void startHere() {
        start = cursor;
    }

    /** Why the file breaks at its end; null when it ends well. */
    BrokenStreamException broken() {
        return broken;
    }

    /** Keeps the first bytes that may be kept and forgets those behind, so that more can pass. */
    void passBehindStart() {
        System.arraycopy(bytes, start, bytes, 0, mostKept);
        origin += limit - mostKept;
        start = 0;
        limit = mostKept;
        cursor = mostKept;
    }

    /** The byte at an index from the start on, reading as far as that; -1 where the file ends before. */
    int at(int fromStart) throws IOException {
        while (start + fromStart >= limit) {
            if (!fill()) {
                return -1;
            }
        }
        return bytes[start + fromStart] & 0xff;
    }

    /** Reads more behind the limit; false at the end of the file, be it a good one or not. */
    boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (limit == bytes.length) {
            makeRoom();
        }
        try {
            int count = decompressed.read(bytes, limit, bytes.length - limit);
            ended = count < 0;
            limit += Math.max(count, 0);
        } catch (BrokenStreamException e) {
            ended = true;
            broken = e;
        }
        return !ended;
    }

    private void makeRoom() {
        byte[] target = bytes;
        if (limit - start > bytes.length / 2 && bytes.length < mostKept + ROOM) {
            target = new byte[(int) Math.min(2L * bytes.length, mostKept + ROOM)];
        }
        System.arraycopy(bytes, start, target, 0, limit - start);
        bytes = target;
        origin += start;
        limit -= start;
        cursor -= start;
        start = 0;
    }

    /** Moves start and cursor over blanks and byte order marks to the next byte, which it returns; -1 at the end. */
    int skipBlanks() throws IOException {
        while (true) {
            while (cursor < limit && isBlank(bytes[cursor])) {
                cursor++;
            }
            start = cursor;
            if (cursor == limit) {
                if (!fill()) {
                    return -1;
                }
            } else if (bytes[cursor] == BYTE_ORDER_MARK[0] && at(1) == 0xbb && at(2) == 0xbf) {
                cursor += BYTE_ORDER_MARK.length;
            } else {
                return bytes[cursor] & 0xff;
            }
        }
    }

    /** As {@link #skipBlanks}, keeping what lies from the start on. */
    int skipBlanksKeeping() throws IOException {
        while (true) {
            while (cursor < limit && isBlank(bytes[cursor])) {
                cursor++;
            }
            if (cursor < limit) {
                return bytes[cursor] & 0xff;
            }
            if (full() || !fill()) {
                return -1;
            }
        }
    }

    static boolean isBlank(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t' || value == 0;
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    void close() throws IOException {
        decompressed.close();
    }
}
