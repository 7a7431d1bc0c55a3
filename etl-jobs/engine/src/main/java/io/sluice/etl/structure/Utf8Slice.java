package io.sluice.etl.structure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A view of bytes that is moved from text to text instead of being allocated for each. */
final class Utf8Slice {
    private byte[] bytes = {};
    private int offset;
    private int length;

    Utf8Slice moveTo(byte[] newBytes, int newOffset, int newLength) {
        if (bytes != newBytes) {
            // A reference that is written costs a barrier of the garbage collector, which is more than to compare.
            bytes = newBytes;
        }
        offset = newOffset;
        length = newLength;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes[offset + index];
    }

    boolean holds(byte[] other) {
        return Arrays.equals(bytes, offset, offset + length, other, 0, other.length);
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
