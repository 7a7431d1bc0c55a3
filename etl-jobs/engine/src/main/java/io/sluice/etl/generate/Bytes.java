package io.sluice.etl.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text under construction as UTF-8: it grows as needed and is drained into a stream now and then. */
final class Bytes {
    private static final byte[] HEXADECIMAL = utf8("0123456789abcdef");
    private static final int LONGEST_NUMBER = 20;

    private byte[] content = new byte[1 << 18];
    private int size;

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, content, size, text.length);
        size += text.length;
    }

    void put(char ascii) {
        reserve(1);
        content[size++] = (byte) ascii;
    }

    /** A number that is not negative. */
    void number(long number) {
        reserve(LONGEST_NUMBER);
        int end = size + digits(number);
        int at = end;
        long rest = number;
        do {
            content[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        size = end;
    }

    /** A number below 100 in two digits. */
    void twoDigits(int number) {
        put((char) ('0' + number / 10));
        put((char) ('0' + number % 10));
    }

    /** The lowest bits as hexadecimal digits. */
    void hexadecimal(long bits, int digits) {
        reserve(digits);
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            content[size++] = HEXADECIMAL[(int) (bits >>> shift) & 15];
        }
    }

    int size() {
        return size;
    }

    byte at(int index) {
        return content[index];
    }

    void set(int index, int value) {
        content[index] = (byte) value;
    }

    /** Forgets what lies behind. */
    void shorten(int newSize) {
        size = newSize;
    }

    void drainTo(OutputStream out) throws IOException {
        out.write(content, 0, size);
        size = 0;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (content.length - size < more) {
            content = Arrays.copyOf(content, Math.max(content.length * 2, size + more));
        }
    }
}
