package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;
import java.util.Arrays;

/** Numbers values in the order of their first occurrence; {@link #page} holds them so, in the plain encoding. */
abstract class Dictionary {
    private static final int FIRST_SLOTS = 256;
    /** Odd, and near the golden ratio of 2^64. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final GrowingBytes page = new GrowingBytes();
    private int size;
    /** Numbers of values plus one, where their hashes say; twice as many as values at least. */
    private int[] slots = new int[FIRST_SLOTS];

    /** Hashes of the values. */
    private long[] hashes = new long[FIRST_SLOTS / 2];

    /** How many values there are. */
    final int size() {
        return size;
    }

    final GrowingBytes page() {
        return page;
    }

    /** Appends a value in the plain encoding. */
    abstract void copy(int number, GrowingBytes out);

    /** The slot at which a search for a value begins. */
    final int slot(long hash) {
        return (int) (hash >>> Integer.SIZE) & slots.length - 1;
    }

    final int after(int slot) {
        return slot + 1 & slots.length - 1;
    }

    /** The number of the value in a slot; -1 when there is none. */
    final int at(int slot) {
        return slots[slot] - 1;
    }

    final long hash(int number) {
        return hashes[number];
    }

    /** Gives a value, which has just been put on the page, its number. */
    final int add(int slot, long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            slots = new int[2 * slots.length];
            for (int number = 0; number < size; number++) {
                slots[free(hashes[number])] = number + 1;
            }
            slots[free(hash)] = size + 1;
        } else {
            slots[slot] = size + 1;
        }
        hashes[size] = hash;
        return size++;
    }

    private int free(long hash) {
        int slot = slot(hash);
        while (slots[slot] != 0) {
            slot = after(slot);
        }
        return slot;
    }

    static long mix(long bits) {
        long mixed = bits * MIX;
        return (mixed ^ mixed >>> Integer.SIZE) * MIX;
    }
}
