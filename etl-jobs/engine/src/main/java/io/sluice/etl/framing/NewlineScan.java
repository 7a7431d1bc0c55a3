package io.sluice.etl.framing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line feeds eight bytes at a time ("Determine if a word has a byte equal to n", Bit Twiddling Hacks). */
final class NewlineScan {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FOUR_WORDS = 4 * Long.BYTES;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long NEWLINES = ONES * '\n';

    private NewlineScan() {}

    /** Index of the first line feed in {@code [from, to)}, or -1. */
    static int find(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - FOUR_WORDS
                && (marks(bytes, i)
                                | marks(bytes, i + Long.BYTES)
                                | marks(bytes, i + 2 * Long.BYTES)
                                | marks(bytes, i + 3 * Long.BYTES))
                        == 0) {
            i += FOUR_WORDS;
        }
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long found = marks(bytes, i);
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Sets the highest bit of line feeds in a word, the first of which is exact. */
    private static long marks(byte[] bytes, int at) {
        long word = (long) WORDS.get(bytes, at) ^ NEWLINES;
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
