package io.sluice.etl.dedup;

import io.sluice.etl.model.ByteCopy;
import io.sluice.etl.model.TextValues;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Writes values so that unsigned byte order is the values' order, and equal values are equal bytes.
 *
 * <p>Integers have their sign bit flipped; doubles follow IEEE 754 total order with one zero; text and binary escape
 * {@code 00} as {@code 00 FF} and end with {@code 00 00}, as order-preserving key encodings do (FoundationDB's tuple
 * layer is the best known).
 */
final class OrderedBytes implements TextValues.Taker {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = LOWEST_BITS << 7;

    private static final int FIRST_CAPACITY = 128;
    private static final int DECIMAL_BYTES = 16;

    private final TextValues.Taker binary = this::putBinary;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** The bytes written so far, at the beginning of a larger array. */
    byte[] array() {
        return bytes;
    }

    /** Bytes as they are, without an end. */
    void putRaw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    /** A text as it is, after its length. */
    void putCounted(UTF8String value) {
        if (value.getBaseObject() instanceof byte[] text) {
            takeText(text, (int) (value.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET), value.numBytes());
        } else {
            byte[] text = value.getBytes();
            takeText(text, 0, text.length);
        }
    }

    /** Puts a text as it is, after its length. */
    @Override
    public void takeText(byte[] utf8, int offset, int count) {
        reserve(Integer.BYTES + count + ByteCopy.SPILL);
        INTS.set(bytes, length, count ^ Integer.MIN_VALUE);
        length += Integer.BYTES;
        ByteCopy.copy(utf8, offset, bytes, length, count);
        length += count;
    }

    void putByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void putBoolean(boolean value) {
        putByte(value ? 1 : 0);
    }

    void putInt(int value) {
        putUnsignedInt(value ^ Integer.MIN_VALUE);
    }

    /** The four bytes as they are; ordered for values from 0 up. */
    void putUnsignedInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, length, value);
        length += Integer.BYTES;
    }

    /** Overwrites four bytes written before. */
    void setInt(int at, int value) {
        INTS.set(bytes, at, value);
    }

    void putLong(long value) {
        putUnsignedLong(value ^ Long.MIN_VALUE);
    }

    /** The eight bytes as they are; ordered for values from 0 up. */
    void putUnsignedLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    void putFloat(float value) {
        int bits = Float.floatToIntBits(value == 0f ? 0f : value);
        putUnsignedInt(bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE);
    }

    void putDouble(double value) {
        long bits = Double.doubleToLongBits(value == 0d ? 0d : value);
        putUnsignedLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    }

    /** The unscaled value in as many bytes as 38 digits need; decimals of one column share their scale. */
    void putDecimal(BigDecimal value) {
        byte[] unscaled = value.unscaledValue().toByteArray();
        byte sign = (byte) (value.signum() < 0 ? 0xFF : 0);
        reserve(DECIMAL_BYTES);
        Arrays.fill(bytes, length, length + DECIMAL_BYTES - unscaled.length, sign);
        System.arraycopy(unscaled, 0, bytes, length + DECIMAL_BYTES - unscaled.length, unscaled.length);
        bytes[length] ^= (byte) 0x80;
        length += DECIMAL_BYTES;
    }

    void putBinary(byte[] value) {
        putBinary(value, 0, value.length);
    }

    private void putBinary(byte[] value, int offset, int count) {
        reserve(2 * count + 2 + ByteCopy.SPILL);
        if (hasZero(value, offset, count)) {
            putEscaped(value, offset, count);
        } else {
            ByteCopy.copy(value, offset, bytes, length, count);
            length += count;
        }
        bytes[length++] = 0;
        bytes[length++] = 0;
    }

    private void putEscaped(byte[] value, int offset, int count) {
        for (int from = offset; from < offset + count; from++) {
            bytes[length++] = value[from];
            if (value[from] == 0) {
                bytes[length++] = (byte) 0xFF;
            }
        }
    }

    /** Eight bytes at a time; a byte borrows from the next, and shows by its highest bit, where it was 0. */
    private static boolean hasZero(byte[] value, int offset, int count) {
        int end = offset + count;
        int from = offset;
        for (; from + Long.BYTES <= end; from += Long.BYTES) {
            long word = (long) LONGS.get(value, from);
            if ((word - LOWEST_BITS & ~word & HIGHEST_BITS) != 0) {
                return true;
            }
        }
        for (; from < end; from++) {
            if (value[from] == 0) {
                return true;
            }
        }
        return false;
    }

    /** A text as {@link #putBinary(byte[])} puts it. */
    void putText(SpecializedGetters values, int ordinal) {
        if (values instanceof TextValues texts) {
            texts.giveText(ordinal, binary);
            return;
        }
        UTF8String value = values.getUTF8String(ordinal);
        if (value.getBaseObject() instanceof byte[] text) {
            putBinary(text, (int) (value.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET), value.numBytes());
        } else {
            putBinary(value.getBytes());
        }
    }

    /** Turns the order around for everything written from an offset on. */
    void invertFrom(int offset) {
        for (int i = offset; i < length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
    }

    static int readInt(ByteBuffer bytes) {
        return bytes.getInt() ^ Integer.MIN_VALUE;
    }

    static long readLong(ByteBuffer bytes) {
        return bytes.getLong() ^ Long.MIN_VALUE;
    }

    static float readFloat(ByteBuffer bytes) {
        int bits = bytes.getInt();
        return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MIN_VALUE : ~bits);
    }

    static double readDouble(ByteBuffer bytes) {
        long bits = bytes.getLong();
        return Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
    }

    static BigDecimal readDecimal(ByteBuffer bytes, int scale) {
        byte[] unscaled = new byte[DECIMAL_BYTES];
        bytes.get(unscaled);
        unscaled[0] ^= (byte) 0x80;
        return new BigDecimal(new BigInteger(unscaled), scale);
    }

    static byte[] readBinary(ByteBuffer bytes) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (byte b = bytes.get(); ; b = bytes.get()) {
            if (b == 0 && bytes.get() == 0) {
                return value.toByteArray();
            }
            value.write(b);
        }
    }

    private void reserve(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
    }
}
