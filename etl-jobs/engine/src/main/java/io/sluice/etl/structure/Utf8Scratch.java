package io.sluice.etl.structure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of UTF-8 that is used again from text to text. */
final class Utf8Scratch {
    private static final int FIRST_CAPACITY = 256;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Appends a text that JSON escapes, as {@link Escapes#decode} takes it. */
    void appendEscaped(byte[] json, int from, int to) {
        int wanted = length + to - from;
        if (bytes.length < wanted) {
            // Exactly, because a text may be as long as half the heap.
            bytes = Arrays.copyOf(bytes, wanted);
        }
        length = Escapes.decode(json, from, to, bytes, length);
    }

    void append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        append(utf8, 0, utf8.length);
    }

    void append(byte[] source, int offset, int count) {
        if (bytes.length - length < count) {
            long wanted = Math.max((long) length + count, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }
}
