package io.sluice.etl.block;

import io.sluice.etl.model.ByteCopy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A buffer that grows and is used again; numbers are little-endian, counts in groups of seven bits. */
public final class GrowingBytes {
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FIRST_CAPACITY = 64;
    /** A buffer that grew beyond it is not used again. */
    private static final int MOST_KEPT = 8 << 20;

    private static final int LONGEST_COUNT = 10;
    private static final int MOST_IN_ONE_BYTE = 0x7F;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /** Four bytes of any array as a little-endian number. */
    public static int intAt(byte[] bytes, int index) {
        return (int) INTS.get(bytes, index);
    }

    /** Eight bytes of any array as a little-endian number. */
    public static long longAt(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    public int length() {
        return length;
    }

    /** The buffer, of which the first {@link #length} bytes count; another one after the next bytes were put. */
    public byte[] bytes() {
        return bytes;
    }

    public void clear() {
        length = 0;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[FIRST_CAPACITY];
        }
    }

    public void putByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    public void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, length, value);
        length += Integer.BYTES;
    }

    public void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    /** A number from 0 up, or one taken for unsigned. */
    public void putCount(long value) {
        reserve(LONGEST_COUNT);
        long rest = value;
        while ((rest & ~MOST_IN_ONE_BYTE) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    public void put(byte[] source, int offset, int count) {
        reserve(count + ByteCopy.SPILL);
        copy(source, offset, count);
    }

    /** Bytes after their number, which takes four bytes. */
    public void putSized(byte[] source, int offset, int count) {
        reserve(Integer.BYTES + count + ByteCopy.SPILL);
        INTS.set(bytes, length, count);
        length += Integer.BYTES;
        copy(source, offset, count);
    }

    /** Bytes after their count. */
    public void putCounted(byte[] source, int offset, int count) {
        reserve(LONGEST_COUNT + count + ByteCopy.SPILL);
        if (count <= MOST_IN_ONE_BYTE) {
            bytes[length++] = (byte) count;
        } else {
            putCount(count);
        }
        copy(source, offset, count);
    }

    private void copy(byte[] source, int offset, int count) {
        ByteCopy.copy(source, offset, bytes, length, count);
        length += count;
    }

    /** Overwrites a byte that was put before. */
    public void setByte(int index, int value) {
        bytes[index] = (byte) value;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
    }
}
