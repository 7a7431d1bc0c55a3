package io.sluice.etl.dedup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The layout of a narrow row: {@code window length (4) | window | rank | file number (4) | position (8) | content hash
 * (8) | data file number (4)}.
 *
 * <p>Unsigned byte order puts rows of one window side by side and, within it, the winner first: by rank, then by the
 * file's number, which follows the file's path as bytes, then by position. What comes after decides nothing, because a
 * delivery is unique.
 */
final class NarrowRow {
    /** The data file number of a row that is not published yet. */
    static final int IN_BATCH = -1;

    private static final int SUMMARY = -1;
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int DATA_FILE = Integer.BYTES;
    private static final int HASH = DATA_FILE + Long.BYTES;
    private static final int POSITION = HASH + Long.BYTES;
    private static final int FILE = POSITION + Integer.BYTES;

    private NarrowRow() {}

    /** Ends the window that was begun at the start of the bytes. */
    static void endWindow(OrderedBytes row) {
        row.setInt(0, row.length() - LENGTH_BYTES);
    }

    static void beginWindow(OrderedBytes row) {
        row.clear();
        row.putUnsignedInt(0);
    }

    static void putDelivery(OrderedBytes row, int file, long position, long contentHash, int dataFile) {
        row.putUnsignedInt(file);
        row.putUnsignedLong(position);
        row.putUnsignedLong(contentHash);
        row.putUnsignedInt(dataFile);
    }

    /** Wraps a task's summary so that it can travel with its rows. */
    static byte[] summary(byte[] serialized) {
        return ByteBuffer.allocate(LENGTH_BYTES + serialized.length)
                .putInt(SUMMARY)
                .put(serialized)
                .array();
    }

    static boolean isSummary(byte[] row) {
        return ByteBuffer.wrap(row).getInt(0) == SUMMARY;
    }

    /** The summary that {@link #summary} wrapped. */
    static byte[] summarized(byte[] row) {
        return Arrays.copyOfRange(row, LENGTH_BYTES, row.length);
    }

    /** The partition that a row's window begins with; its folder name holds no zero byte. */
    static String partition(byte[] row) {
        int end = LENGTH_BYTES;
        while (row[end] != 0) {
            end++;
        }
        return new String(row, LENGTH_BYTES, end - LENGTH_BYTES, StandardCharsets.UTF_8);
    }

    static boolean sameWindow(byte[] left, byte[] right) {
        int end = windowEnd(left);
        return end == windowEnd(right) && Arrays.equals(left, 0, end, right, 0, end);
    }

    /** A hash of the window, the same for every row of it. */
    static int windowHash(byte[] row) {
        int end = windowEnd(row);
        int hash = 1;
        for (int i = LENGTH_BYTES; i < end; i++) {
            hash = 31 * hash + row[i];
        }
        return hash * 0x9E3779B9 >>> 1;
    }

    static int file(byte[] row) {
        return ByteBuffer.wrap(row).getInt(row.length - FILE);
    }

    static long position(byte[] row) {
        return ByteBuffer.wrap(row).getLong(row.length - POSITION);
    }

    static long contentHash(byte[] row) {
        return ByteBuffer.wrap(row).getLong(row.length - HASH);
    }

    /** The number of the data file that holds a published row; {@link #IN_BATCH} for a row of the batch. */
    static int dataFile(byte[] row) {
        int number = ByteBuffer.wrap(row).getInt(row.length - DATA_FILE);
        return number < IN_BATCH ? replaced(number) : number;
    }

    /**
     * Marks the data file's number of a published row whose landed file is read again; marking twice gives the number
     * back. Such a row only stands for what readers saw before.
     */
    static int replaced(int dataFile) {
        return IN_BATCH - 1 - dataFile;
    }

    static boolean isReplaced(byte[] row) {
        return ByteBuffer.wrap(row).getInt(row.length - DATA_FILE) < IN_BATCH;
    }

    /** Whether two rows are one delivery with one content. */
    static boolean sameRow(byte[] left, byte[] right) {
        return file(left) == file(right)
                && position(left) == position(right)
                && contentHash(left) == contentHash(right);
    }

    private static int windowEnd(byte[] row) {
        return LENGTH_BYTES + ByteBuffer.wrap(row).getInt(0);
    }
}
