package io.sluice.etl.sink.orc;

import io.sluice.etl.sink.dictionary.BytesDictionary;
import java.util.Arrays;

/**
 * The numbers of a dictionary's texts in the order of the texts, as unsigned bytes.
 *
 * <p>Four bytes of each text decide at a time, above its number in a {@code long}, so that an array of plain numbers is
 * sorted; what all texts of a range begin with is skipped. Texts of a range that is small are compared as they are.
 */
final class TextOrder {
    private static final int SMALL = 12;

    private final BytesDictionary texts;
    private final long[] numbers;

    TextOrder(BytesDictionary texts) {
        this.texts = texts;
        this.numbers = new long[texts.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        sort(0, numbers.length, 0);
    }

    /** All numbers, that of the least text first. */
    int[] numbers() {
        int[] ordered = new int[numbers.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = (int) numbers[i];
        }
        return ordered;
    }

    /** Sorts a range of texts that begin alike and do not end before that. */
    private void sort(int from, int to, int alike) {
        if (to - from <= SMALL) {
            insert(from, to);
            return;
        }
        int at = alike + common(from, to, alike);
        for (int i = from; i < to; i++) {
            int number = (int) numbers[i];
            numbers[i] = next(number, at) << Integer.SIZE | number;
        }
        Arrays.sort(numbers, from, to);
        int end;
        for (int start = from; start < to; start = end) {
            end = start + 1;
            while (end < to && numbers[start] >> Integer.SIZE == numbers[end] >> Integer.SIZE) {
                end++;
            }
            if (end - start > 1) {
                sort(endedFirst(start, end, at + Integer.BYTES), end, at + Integer.BYTES);
            }
        }
    }

    /**
     * Puts those of a range that end before an offset to its beginning, in order. They are few: up to there the others
     * go on with zeros, so they differ by how many zeros they have.
     *
     * @return where the others begin
     */
    private int endedFirst(int from, int to, int offset) {
        int ended = from;
        for (int i = from; i < to; i++) {
            int number = (int) numbers[i];
            if (texts.end(number) - texts.start(number) < offset) {
                long other = numbers[ended];
                numbers[ended++] = numbers[i];
                numbers[i] = other;
            }
        }
        insert(from, ended);
        return ended;
    }

    /** How many bytes all texts of a range have in common from an offset on. */
    private int common(int from, int to, int offset) {
        byte[] bytes = texts.page().bytes();
        int number = (int) numbers[from];
        int start = texts.start(number) + offset;
        int end = texts.end(number);
        for (int i = from + 1; i < to && end > start; i++) {
            int other = (int) numbers[i];
            int otherStart = texts.start(other) + offset;
            int differing = Arrays.mismatch(bytes, start, end, bytes, otherStart, texts.end(other));
            if (differing >= 0) {
                end = start + differing;
            }
        }
        return end - start;
    }

    /** Four bytes of a text from an offset on, ordered as they are unsigned; zeros behind its end. */
    private long next(int number, int offset) {
        byte[] bytes = texts.page().bytes();
        int start = texts.start(number) + offset;
        int end = Math.min(start + Integer.BYTES, texts.end(number));
        int value = 0;
        for (int i = start; i < end; i++) {
            value |= (bytes[i] & 0xFF) << (Integer.BYTES - 1 - (i - start)) * Byte.SIZE;
        }
        return value ^ Integer.MIN_VALUE;
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long number = numbers[i];
            int free = i;
            for (; free > from && compare((int) numbers[free - 1], (int) number) > 0; free--) {
                numbers[free] = numbers[free - 1];
            }
            numbers[free] = number;
        }
    }

    private int compare(int left, int right) {
        byte[] bytes = texts.page().bytes();
        return Arrays.compareUnsigned(
                bytes, texts.start(left), texts.end(left), bytes, texts.start(right), texts.end(right));
    }
}
