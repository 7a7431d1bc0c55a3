package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;

/** Numbers of one width, by their bits. */
final class NumberDictionary extends Dictionary {
    private final int width;

    /** @param width bytes of a number, 4 or 8 */
    NumberDictionary(int width) {
        this.width = width;
    }

    /** The number of a value, which is a new one where the value is. */
    int of(long bits) {
        long hash = mix(bits);
        int slot = slot(hash);
        for (int number; (number = at(slot)) >= 0; slot = after(slot)) {
            // The hash is another for every other value.
            if (hash(number) == hash) {
                return number;
            }
        }
        if (width == Integer.BYTES) {
            page().putInt((int) bits);
        } else {
            page().putLong(bits);
        }
        return add(slot, hash);
    }

    @Override
    void copy(int number, GrowingBytes out) {
        out.put(page().bytes(), number * width, width);
    }
}
