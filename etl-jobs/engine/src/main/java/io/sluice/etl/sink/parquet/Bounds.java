package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;
import java.util.Arrays;

/** The least and the greatest of some values in the order of their unsigned bytes. */
final class Bounds {
    private byte[] least;
    private byte[] greatest;
    /** The first eight bytes of either, with zeros behind what is shorter, in an order that signed numbers have, too. */
    private long leastPrefix;

    private long greatestPrefix;

    void note(byte[] bytes, int offset, int length) {
        long prefix = prefix(bytes, offset, length);
        if (least == null) {
            least = Arrays.copyOfRange(bytes, offset, offset + length);
            leastPrefix = prefix;
            greatest = least;
            greatestPrefix = prefix;
            return;
        }
        if (prefix <= leastPrefix && compare(bytes, offset, length, least) < 0) {
            least = Arrays.copyOfRange(bytes, offset, offset + length);
            leastPrefix = prefix;
        } else if (prefix >= greatestPrefix && compare(bytes, offset, length, greatest) > 0) {
            greatest = Arrays.copyOfRange(bytes, offset, offset + length);
            greatestPrefix = prefix;
        }
    }

    /** Null when there was no value. */
    byte[] least() {
        return least;
    }

    byte[] greatest() {
        return greatest;
    }

    void clear() {
        least = null;
        greatest = null;
    }

    private static int compare(byte[] bytes, int offset, int length, byte[] bound) {
        int common = Math.min(length, bound.length);
        int at = 0;
        for (; at + Long.BYTES <= common; at += Long.BYTES) {
            long word = GrowingBytes.longAt(bytes, offset + at);
            long other = GrowingBytes.longAt(bound, at);
            if (word != other) {
                return Long.compareUnsigned(Long.reverseBytes(word), Long.reverseBytes(other));
            }
        }
        return Arrays.compareUnsigned(bytes, offset + at, offset + length, bound, at, bound.length);
    }

    private static long prefix(byte[] bytes, int offset, int length) {
        long prefix = 0;
        if (offset + Long.BYTES <= bytes.length) {
            prefix = Long.reverseBytes(GrowingBytes.longAt(bytes, offset));
            int missing = Long.BYTES - Math.min(length, Long.BYTES);
            prefix = missing == Long.BYTES ? 0 : prefix >>> missing * Byte.SIZE << missing * Byte.SIZE;
        } else {
            for (int i = 0; i < Long.BYTES; i++) {
                prefix = prefix << Byte.SIZE | (i < length ? bytes[offset + i] & 0xFF : 0);
            }
        }
        return prefix ^ Long.MIN_VALUE;
    }
}
