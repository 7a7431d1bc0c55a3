package io.sluice.etl.sink.dictionary;

import io.sluice.etl.block.GrowingBytes;
import java.util.Arrays;

/** Texts and other bytes, each after its length in four bytes. */
public final class BytesDictionary extends Dictionary {
    private static final int FIRST_ENDS = 128;

    /** Where each value ends on the page. */
    private int[] ends = new int[FIRST_ENDS];

    /** The number of a value, which is a new one where the value is. */
    public int of(byte[] bytes, int offset, int length) {
        long hash = hash(bytes, offset, length);
        int slot = slot(hash);
        for (; !isFree(slot); slot = after(slot)) {
            int number = at(slot, hash);
            if (number >= 0 && isAt(number, bytes, offset, length)) {
                return number;
            }
        }
        page().putSized(bytes, offset, length);
        if (size() == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        ends[size()] = page().length();
        return add(slot, hash);
    }

    private boolean isAt(int number, byte[] bytes, int offset, int length) {
        int from = start(number);
        if (ends[number] - from != length) {
            return false;
        }
        byte[] values = page().bytes();
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if (GrowingBytes.longAt(values, from + at) != GrowingBytes.longAt(bytes, offset + at)) {
                return false;
            }
        }
        for (; at < length; at++) {
            if (values[from + at] != bytes[offset + at]) {
                return false;
            }
        }
        return true;
    }

    /** Where a value begins on the page. */
    public int start(int number) {
        return (number == 0 ? 0 : ends[number - 1]) + Integer.BYTES;
    }

    /** Where a value ends on the page. */
    public int end(int number) {
        return ends[number];
    }

    @Override
    public void copy(int number, GrowingBytes out) {
        int start = start(number) - Integer.BYTES;
        out.put(page().bytes(), start, ends[number] - start);
    }

    private static long hash(byte[] bytes, int offset, int length) {
        long hash = length;
        int end = offset + length;
        int at = offset;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash ^ GrowingBytes.longAt(bytes, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xFF;
        }
        return mix(hash ^ rest);
    }
}
