package io.sluice.etl.framing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The part of a stored file that is being looked at bit by bit. Bits are counted from the beginning of the file. */
final class BitWindow {
    private static final int READ_AT_ONCE = 64 * 1024;

    private final InputStream stored;
    private byte[] bytes = new byte[2 * READ_AT_ONCE];
    /** Offset in the file of the first byte. */
    private long origin;

    private int limit;
    private boolean ended;

    /** @param from offset in the file of the stream's first byte */
    BitWindow(InputStream stored, long from) {
        this.stored = stored;
        this.origin = from;
    }

    /** Whether the file goes on to a bit, or at least to the byte that it is in. */
    boolean reaches(long bit) throws IOException {
        long index = bit / Byte.SIZE - origin;
        while (index >= limit && !ended) {
            fill();
        }
        return index < limit;
    }

    /**
     * Bits as a number, the first one the highest.
     *
     * @param count 56 at most
     * @return -1 when the file ends before
     */
    long number(long from, int count) throws IOException {
        long end = from + count;
        if (!reaches(end - 1)) {
            return -1;
        }
        long number = 0;
        for (long bit = from / Byte.SIZE * Byte.SIZE; bit < end; bit += Byte.SIZE) {
            number = number << Byte.SIZE | at(bit);
        }
        return number >>> (Byte.SIZE - end % Byte.SIZE) % Byte.SIZE & mask(count);
    }

    /**
     * The first place of either of two numbers.
     *
     * @param width bits of the numbers, 56 at most
     * @param from the first place to look at
     * @param to the first place not to look at
     * @return -1 when neither is there
     */
    long find(long one, long other, int width, long from, long to) throws IOException {
        long mask = mask(width);
        long seen = 0;
        for (long bit = from / Byte.SIZE * Byte.SIZE; bit < to + width && reaches(bit); bit += Byte.SIZE) {
            seen = seen << Byte.SIZE | at(bit);
            for (int behind = Byte.SIZE - 1; behind >= 0; behind--) {
                long number = seen >>> behind & mask;
                long place = bit + Byte.SIZE - behind - width;
                if ((number == one || number == other) && place >= from && place < to) {
                    return place;
                }
            }
        }
        return -1;
    }

    /** The eight bits from one on, of which the file must have the first; zeros behind its end. */
    int octet(long from) throws IOException {
        int shift = (int) (from % Byte.SIZE);
        int next = reaches(from + Byte.SIZE) ? at(from + Byte.SIZE) : 0;
        return (at(from) << Byte.SIZE | next) >>> Byte.SIZE - shift & 0xff;
    }

    /** Gives up what lies before a bit. */
    void forgetBefore(long bit) {
        int count = (int) Math.min(limit, bit / Byte.SIZE - origin);
        System.arraycopy(bytes, count, bytes, 0, limit - count);
        origin += count;
        limit -= count;
    }

    private int at(long bit) {
        return bytes[(int) (bit / Byte.SIZE - origin)] & 0xff;
    }

    private static long mask(int width) {
        return (1L << width) - 1;
    }

    private void fill() throws IOException {
        if (bytes.length - limit < READ_AT_ONCE) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int count = stored.readNBytes(bytes, limit, READ_AT_ONCE);
        ended = count < READ_AT_ONCE;
        limit += count;
    }
}
