package io.sluice.etl.dedup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/**
 * The layout of a narrow row: {@code key length (4) | key | rank | file number (4) | position (8) | content hash (8) |
 * place (8 or 4) | flags (1)}.
 *
 * <p>Unsigned byte order puts rows of one key side by side and, among them, the best first: by rank, then by the file's
 * number, which follows the file's path as bytes, then by position. What comes after decides nothing, because a delivery
 * is unique. The place of a row of the batch is its partition's {@link PartitionId}, that of a published row the number
 * of its data file.
 */
final class NarrowRow {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final long KEY_HASH_SEED = 42;

    private static final int SUMMARY = -1;
    private static final int OFFSETS = -2;
    private static final int LENGTH_BYTES = Integer.BYTES;

    private static final int PUBLISHED = 1;
    private static final int DELETE = 2;
    private static final int UNHASHED = 4;
    private static final int REPLACED = 8;

    private static final int FLAGS = 1;
    private static final int DATA_FILE = FLAGS + Integer.BYTES;
    private static final int PARTITION = FLAGS + Long.BYTES;

    private NarrowRow() {}

    static void beginKey(OrderedBytes row) {
        row.clear();
        row.putUnsignedInt(0);
    }

    /** Ends the key that was begun at the start of the bytes. */
    static void endKey(OrderedBytes row) {
        row.setInt(0, row.length() - LENGTH_BYTES);
    }

    /** Ends a row of the batch. */
    static void putLanded(OrderedBytes row, int file, long position, long contentHash, long partition, boolean delete) {
        putDelivery(row, file, position, contentHash);
        row.putUnsignedLong(partition);
        row.putByte(delete ? DELETE : 0);
    }

    /**
     * Ends a row that was published before.
     *
     * @param contentHash null when its content was not read
     * @param replaced whether its landed file is read again, so that it only stands for what readers saw before
     */
    static void putPublished(
            OrderedBytes row,
            int file,
            long position,
            Long contentHash,
            int dataFile,
            boolean delete,
            boolean replaced) {
        putDelivery(row, file, position, contentHash == null ? 0 : contentHash);
        row.putUnsignedInt(dataFile);
        row.putByte(
                PUBLISHED | (delete ? DELETE : 0) | (contentHash == null ? UNHASHED : 0) | (replaced ? REPLACED : 0));
    }

    private static void putDelivery(OrderedBytes row, int file, long position, long contentHash) {
        row.putUnsignedInt(file);
        row.putUnsignedLong(position);
        row.putUnsignedLong(contentHash);
    }

    /** Wraps a task's summary so that it can travel with its rows. */
    static byte[] summary(byte[] serialized) {
        return wrapped(SUMMARY, serialized);
    }

    /** Wraps the offsets that a task saw, so that they can travel with its rows. */
    static byte[] offsets(byte[] serialized) {
        return wrapped(OFFSETS, serialized);
    }

    private static byte[] wrapped(int kind, byte[] serialized) {
        return ByteBuffer.allocate(LENGTH_BYTES + serialized.length)
                .putInt(kind)
                .put(serialized)
                .array();
    }

    /** Whether this is no row, but what {@link #summary} or {@link #offsets} wrapped. */
    static boolean isWrapped(byte[] row) {
        return isWrapped(row, 0);
    }

    /** {@link #isWrapped(byte[])} of what begins somewhere in an array. */
    static boolean isWrapped(byte[] bytes, int start) {
        return bytes[start] < 0;
    }

    static boolean isSummary(byte[] row) {
        return ByteBuffer.wrap(row).getInt(0) == SUMMARY;
    }

    /** What {@link #summary} or {@link #offsets} wrapped. */
    static byte[] unwrapped(byte[] row) {
        return Arrays.copyOfRange(row, LENGTH_BYTES, row.length);
    }

    static boolean sameKey(byte[] left, byte[] right) {
        int end = keyEnd(left);
        return end == keyEnd(right) && Arrays.equals(left, 0, end, right, 0, end);
    }

    /** The key as {@link KeyColumn}s wrote it. */
    static byte[] key(byte[] row) {
        return Arrays.copyOfRange(row, LENGTH_BYTES, keyEnd(row));
    }

    /** A hash of the key, the same for every row of it; the row may be written no further than its key. */
    static long keyHash(byte[] row) {
        return keyHash(row, 0);
    }

    /** {@link #keyHash(byte[])} of a row that begins somewhere in an array. */
    static long keyHash(byte[] bytes, int start) {
        int length = (int) INTS.get(bytes, start);
        return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET + start + LENGTH_BYTES, length, KEY_HASH_SEED);
    }

    static int file(byte[] row) {
        return ByteBuffer.wrap(row).getInt(delivery(row));
    }

    static long position(byte[] row) {
        return ByteBuffer.wrap(row).getLong(delivery(row) + Integer.BYTES);
    }

    static boolean isPublished(byte[] row) {
        return has(row, PUBLISHED);
    }

    /** Whether the row deletes its key. */
    static boolean isDelete(byte[] row) {
        return has(row, DELETE);
    }

    /** Whether the row was published and its landed file is read again. */
    static boolean isReplaced(byte[] row) {
        return has(row, REPLACED);
    }

    /**
     * Whether there is something to say of the row where no other has its key: it deletes, or is read again.
     *
     * @param end where the row ends in an array
     */
    static boolean countsAlone(byte[] bytes, int end) {
        int flags = bytes[end - FLAGS];
        return (flags & ((flags & PUBLISHED) == 0 ? DELETE : REPLACED)) != 0;
    }

    /** Whether two rows are one delivery, whatever its content was each time. */
    static boolean sameDelivery(byte[] left, byte[] right) {
        return file(left) == file(right) && position(left) == position(right);
    }

    /** Whether {@link #contentHash} is known. */
    static boolean isHashed(byte[] row) {
        return !has(row, UNHASHED);
    }

    static long contentHash(byte[] row) {
        return ByteBuffer.wrap(row).getLong(delivery(row) + Integer.BYTES + Long.BYTES);
    }

    /** The partition's id of a row of the batch. */
    static long partition(byte[] row) {
        return ByteBuffer.wrap(row).getLong(row.length - PARTITION);
    }

    /** The data file's number of a published row. */
    static int dataFile(byte[] row) {
        return ByteBuffer.wrap(row).getInt(row.length - DATA_FILE);
    }

    private static int delivery(byte[] row) {
        int place = isPublished(row) ? DATA_FILE : PARTITION;
        return row.length - place - Long.BYTES - Long.BYTES - Integer.BYTES;
    }

    private static boolean has(byte[] row, int flag) {
        return (row[row.length - FLAGS] & flag) != 0;
    }

    private static int keyEnd(byte[] row) {
        return LENGTH_BYTES + ByteBuffer.wrap(row).getInt(0);
    }
}
