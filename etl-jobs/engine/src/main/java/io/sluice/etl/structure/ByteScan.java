package io.sluice.etl.structure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes eight at a time.
 *
 * <p>The test for zero bytes in a word is that of Hacker's Delight, 6-1; of the marks it sets, the lowest is exact. Where a
 * byte is looked for that is ASCII, the word itself tells as well as its difference which bytes cannot be it.
 */
final class ByteScan {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOURS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long SPACES = ONES * ' ';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long US = ONES * 'u';

    private ByteScan() {}

    /** Index of the first quote or backslash; {@code to} when there is none. */
    static int quoteOrBackslash(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            long marks = ((word ^ QUOTES) - ONES | (word ^ BACKSLASHES) - ONES) & ~word & HIGH_BITS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < to && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Index of the first byte that is a quote, a backslash, a control character, or not ASCII; {@code to} when none is. */
    static int quoteOrSpecial(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            long marks = ((word ^ QUOTES) - ONES | (word ^ BACKSLASHES) - ONES | word - SPACES | word) & HIGH_BITS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < to && bytes[at] != '"' && bytes[at] != '\\' && bytes[at] >= ' ') {
            at++;
        }
        return at;
    }

    /** Whether some bytes are those of others from an index on, of which there must be as many. */
    static boolean equal(byte[] some, byte[] others, int from) {
        if (some.length >= Long.BYTES) {
            return equalBehind(some, 0, others, from);
        }
        for (int i = 0; i < some.length; i++) {
            if (some[i] != others[from + i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same for eight bytes and more.
     *
     * @param checked how many need not be looked at, though they may
     * @param from index in {@code others} of what the first of {@code some} is compared with
     */
    static boolean equalBehind(byte[] some, int checked, byte[] others, int from) {
        int last = some.length - Long.BYTES;
        for (int i = checked; i < last; i += Long.BYTES) {
            if (wordAt(some, i) != wordAt(others, from + i)) {
                return false;
            }
        }
        return wordAt(some, last) == wordAt(others, from + last);
    }

    /** Eight bytes as a number, the first the lowest. */
    static long wordAt(byte[] bytes, int at) {
        return (long) WORDS.get(bytes, at);
    }

    /** Four bytes as a number, the first the lowest. */
    static int fourAt(byte[] bytes, int at) {
        return (int) FOURS.get(bytes, at);
    }

    /**
     * Index of the first byte that is NUL, not ASCII, or a backslash before a {@code u}; {@code to} when there is none.
     */
    static int notPlain(byte[] bytes, int from, int to) {
        int at = from;
        for (; at < to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at);
            long after = (long) WORDS.get(bytes, at + 1);
            long marks = word & HIGH_BITS | zeros(word) | exactZeros(word ^ BACKSLASHES) & exactZeros(after ^ US);
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < to && bytes[at] > 0 && !(bytes[at] == '\\' && at + 1 < to && bytes[at + 1] == 'u')) {
            at++;
        }
        return at;
    }

    /** Index of the first byte that is not JSON white space; {@code to} when there is none. */
    static int notBlank(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        return at;
    }

    /** Marks of all bytes that are zero, and of no others. */
    private static long exactZeros(long word) {
        return ~((word & ~HIGH_BITS) + ~HIGH_BITS | word | ~HIGH_BITS);
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
