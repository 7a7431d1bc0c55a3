package io.sluice.etl.framing;

import io.sluice.etl.framing.SliceEnd.Broken;
import io.sluice.etl.framing.SliceEnd.TooLarge;
import io.sluice.etl.model.JobConfig.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Records that are one a line.
 *
 * <p>A slice runs from the first byte of a line that is not blank up to the line feed; carriage returns and NULs
 * before the line feed are left out. Blank are spaces, tabs, carriage returns, NULs, and UTF-8 byte order marks at
 * the start of a line. Blank lines give no slice. The memory used is bounded by {@link Limits#maxRecordSize()},
 * whatever the length of lines.
 */
public final class NdjsonSlices implements Slices {
    private static final int FIRST_BUFFER = 256 * 1024;
    /** Room beyond the longest record, in which the rest of longer lines passes by. */
    private static final int WINDOW = 64 * 1024;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream decompressed;
    private final int maxRecordSize;
    private byte[] buffer;
    private int cursor;
    private int limit;
    /** Offset in the file of the buffer's first byte. */
    private long origin;

    /** Offset in the file of the first byte of the part; 0 once the part was entered. */
    private long from;
    /** Offset from which on lines belong to another part. */
    private final long to;
    /** Offset of the line at the cursor. */
    private long lineStart;

    private boolean ended;
    private BrokenStreamException untold;

    private int offset;
    private int length;
    private long position;
    private SliceEnd end = SliceEnd.COMPLETE;

    /**
     * Slices of a file.
     *
     * @param decompressed from {@link Decompression#open}; closed with the slices
     */
    public NdjsonSlices(InputStream decompressed, Limits limits) {
        this(decompressed, limits, 0, Long.MAX_VALUE);
    }

    private NdjsonSlices(InputStream decompressed, Limits limits, long from, long to) {
        this.decompressed = decompressed;
        this.maxRecordSize = Math.min(limits.maxRecordSize(), LONGEST_ARRAY - WINDOW);
        this.buffer = new byte[Math.min(FIRST_BUFFER, maxRecordSize + WINDOW)];
        this.from = from;
        this.to = to;
    }

    /**
     * Slices of the lines that begin in a part of a file; their positions are those in the file.
     *
     * @param decompressed the file from the byte before {@code from} on, or from its first; closed with the slices
     */
    static NdjsonSlices part(InputStream decompressed, Limits limits, long from, long to) {
        return new NdjsonSlices(decompressed, limits, from, to);
    }

    /** No slices. */
    public static NdjsonSlices none() {
        return new NdjsonSlices(InputStream.nullInputStream(), new Limits(1, 1, 1, 1), 0, 0);
    }

    @Override
    public boolean next() throws IOException {
        boolean found = (from == 0 || passPartialLine()) && lineStart < to && skipBlanks() && lineStart < to;
        offset = cursor;
        position = origin + cursor;
        if (found) {
            readLine();
            lineStart = origin + cursor;
            return true;
        }
        if (untold == null) {
            return false;
        }
        settle(0, false);
        return true;
    }

    /** Moves behind the line feed of the line that the part begins in; false when the file ends before. */
    private boolean passPartialLine() throws IOException {
        origin = from - 1;
        from = 0;
        int newline = -1;
        while (newline < 0) {
            origin += limit;
            limit = 0;
            if (!fill()) {
                return false;
            }
            newline = NewlineScan.find(buffer, 0, limit);
        }
        cursor = newline + 1;
        lineStart = origin + cursor;
        return true;
    }

    /** Moves to the first byte of a record; false when the file has no more. */
    private boolean skipBlanks() throws IOException {
        while (true) {
            while (cursor < limit && isBlank(buffer[cursor])) {
                lineStart = buffer[cursor] == '\n' ? origin + cursor + 1 : lineStart;
                cursor++;
            }
            boolean mayBeMark = cursor < limit && buffer[cursor] == BYTE_ORDER_MARK[0];
            if (mayBeMark && isByteOrderMark()) {
                cursor += BYTE_ORDER_MARK.length;
            } else if (cursor < limit && !(mayBeMark && limit - cursor < BYTE_ORDER_MARK.length)) {
                return true;
            } else {
                makeRoom(cursor);
                if (!fill()) {
                    return cursor < limit;
                }
            }
        }
    }

    private static boolean isBlank(byte value) {
        return value == '\n' || value == '\r' || value == ' ' || value == '\t' || value == 0;
    }

    private boolean isByteOrderMark() {
        int markEnd = cursor + BYTE_ORDER_MARK.length;
        return markEnd <= limit && Arrays.equals(buffer, cursor, markEnd, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private void readLine() throws IOException {
        int scanned = offset;
        while (true) {
            int newline = NewlineScan.find(buffer, scanned, limit);
            if (newline >= 0) {
                cursor = newline + 1;
                settle(contentEnd(offset, newline) - offset, true);
                return;
            }
            if (limit - offset > maxRecordSize) {
                passLongLine();
                return;
            }
            offset = makeRoom(offset);
            scanned = limit;
            if (!fill()) {
                cursor = limit;
                settle(contentEnd(offset, limit) - offset, false);
                return;
            }
        }
    }

    /** Keeps the beginning of a line and lets its rest pass through the window behind it. */
    private void passLongLine() throws IOException {
        long contentEnd = origin + contentEnd(offset, limit);
        keepBeginning();
        int newline = -1;
        boolean more = true;
        while (newline < 0 && more) {
            origin += limit - maxRecordSize;
            limit = maxRecordSize;
            more = fill();
            newline = NewlineScan.find(buffer, maxRecordSize, limit);
            int windowEnd = contentEnd(maxRecordSize, newline < 0 ? limit : newline);
            if (windowEnd > maxRecordSize) {
                contentEnd = origin + windowEnd;
            }
        }
        cursor = newline < 0 ? limit : newline + 1;
        settle(contentEnd - position, newline >= 0);
    }

    private void keepBeginning() {
        byte[] target = buffer.length < maxRecordSize + WINDOW ? new byte[maxRecordSize + WINDOW] : buffer;
        System.arraycopy(buffer, offset, target, 0, maxRecordSize);
        buffer = target;
        // Places the bytes behind the beginning, which were looked at already, before the window.
        origin += offset;
        limit -= offset;
        offset = 0;
    }

    /** End of the bytes that are neither carriage return nor NUL at the end of {@code [from, to)}. */
    private int contentEnd(int from, int to) {
        int contentEnd = to;
        while (contentEnd > from && (buffer[contentEnd - 1] == '\r' || buffer[contentEnd - 1] == 0)) {
            contentEnd--;
        }
        return contentEnd;
    }

    private void settle(long recordLength, boolean lineEnded) {
        length = (int) Math.min(recordLength, maxRecordSize);
        if (!lineEnded && untold != null) {
            end = new Broken(untold.code(), untold.getMessage());
            untold = null;
        } else {
            end = recordLength > maxRecordSize ? new TooLarge(recordLength) : SliceEnd.COMPLETE;
        }
    }

    /** Makes the buffer take more bytes behind those from {@code from} on, and returns where they begin now. */
    private int makeRoom(int from) {
        if (from < limit && limit < buffer.length) {
            return from;
        }
        byte[] target = buffer;
        if (from == 0 && limit == buffer.length) {
            target = new byte[(int) Math.min(2L * buffer.length, maxRecordSize + WINDOW)];
        }
        System.arraycopy(buffer, from, target, 0, limit - from);
        buffer = target;
        origin += from;
        limit -= from;
        cursor -= from;
        return 0;
    }

    /** Reads more; false at the end, be it a good one or not. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        try {
            int count = decompressed.read(buffer, limit, buffer.length - limit);
            ended = count < 0;
            limit += Math.max(count, 0);
        } catch (BrokenStreamException e) {
            ended = true;
            untold = e;
        }
        return !ended;
    }

    @Override
    public byte[] bytes() {
        return buffer;
    }

    @Override
    public int offset() {
        return offset;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SliceEnd end() {
        return end;
    }

    @Override
    public long bytesRead() {
        return origin + limit;
    }

    @Override
    public void close() throws IOException {
        decompressed.close();
    }
}
