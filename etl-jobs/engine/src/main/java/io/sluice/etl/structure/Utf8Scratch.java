package io.sluice.etl.structure;

import java.util.Arrays;

/** A growing buffer of UTF-8 that is used again from text to text. */
final class Utf8Scratch {
    private static final int FIRST_CAPACITY = 256;
    private static final int LONGEST_CHARACTER = 4;

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

    /** Makes room for some more bytes. */
    void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, length + count);
        }
    }

    void append(char[] characters, int offset, int count) {
        int end = offset + count;
        int at = offset;
        while (at < end) {
            ensure(LONGEST_CHARACTER);
            char character = characters[at++];
            if (Character.isHighSurrogate(character) && at < end && Character.isLowSurrogate(characters[at])) {
                appendCodePoint(Character.toCodePoint(character, characters[at++]));
            } else {
                appendCodePoint(Character.isSurrogate(character) ? '?' : character);
            }
        }
    }

    void append(String text) {
        append(text.toCharArray(), 0, text.length());
    }

    void append(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void appendCodePoint(int codePoint) {
        if (codePoint < 0x80) {
            bytes[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xC0 | codePoint >> 6);
            appendContinuation(codePoint);
        } else if (codePoint < 0x10000) {
            bytes[length++] = (byte) (0xE0 | codePoint >> 12);
            appendContinuation(codePoint >> 6);
            appendContinuation(codePoint);
        } else {
            bytes[length++] = (byte) (0xF0 | codePoint >> 18);
            appendContinuation(codePoint >> 12);
            appendContinuation(codePoint >> 6);
            appendContinuation(codePoint);
        }
    }

    private void appendContinuation(int bits) {
        bytes[length++] = (byte) (0x80 | bits & 0x3F);
    }

    private void ensure(int count) {
        if (bytes.length - length < count) {
            long wanted = Math.max((long) length + count, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }
}
