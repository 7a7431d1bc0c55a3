package io.sluice.etl.sink.dictionary;

import io.sluice.etl.block.GrowingBytes;

/** Numbers values in the order of their first occurrence; {@link #page} holds them so, in Parquet's plain encoding. */
public abstract class Dictionary {
    private static final int FIRST_SLOTS = 256;
    /** Odd, and near the golden ratio of 2^64. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final GrowingBytes page = new GrowingBytes();
    private int size;
    /**
     * The upper half of a value's hash above the value's number plus one, where the hash says; 0 is no value. There are
     * twice as many as values at least.
     */
    private long[] slots = new long[FIRST_SLOTS];

    /** How many values there are. */
    public final int size() {
        return size;
    }

    /** The values, one after the other. */
    public final GrowingBytes page() {
        return page;
    }

    /** Appends a value in the plain encoding. */
    public abstract void copy(int number, GrowingBytes out);

    /** The slot at which a search for a value begins. */
    protected final int slot(long hash) {
        return (int) (hash >>> Integer.SIZE) & slots.length - 1;
    }

    /** The slot to look into where that one has another value. */
    protected final int after(int slot) {
        return slot + 1 & slots.length - 1;
    }

    /** Whether a search ends at a slot. */
    protected final boolean isFree(int slot) {
        return slots[slot] == 0;
    }

    /** The number of the value in a slot; -1 when its hash is surely another. */
    protected final int at(int slot, long hash) {
        long held = slots[slot];
        return (int) ((held ^ hash) >>> Integer.SIZE) == 0 ? (int) held - 1 : -1;
    }

    /** Gives a value, which has just been put on the page, its number in a free slot. */
    protected final int add(int slot, long hash) {
        size++;
        slots[slot] = hash >>> Integer.SIZE << Integer.SIZE | size;
        if (2 * size > slots.length) {
            long[] fewer = slots;
            slots = new long[2 * fewer.length];
            for (long held : fewer) {
                if (held != 0) {
                    int free = slot(held);
                    while (!isFree(free)) {
                        free = after(free);
                    }
                    slots[free] = held;
                }
            }
        }
        return size - 1;
    }

    /** Says that no value will be looked for any more. */
    public final void complete() {
        slots = new long[0];
    }

    /** A hash of bits, of which every one counts. */
    protected static long mix(long bits) {
        long mixed = bits * MIX;
        return (mixed ^ mixed >>> Integer.SIZE) * MIX;
    }
}
