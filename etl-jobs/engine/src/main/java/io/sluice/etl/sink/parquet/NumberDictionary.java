package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;
import io.sluice.etl.sink.dictionary.Dictionary;

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
        for (; !isFree(slot); slot = after(slot)) {
            int number = at(slot, hash);
            if (number >= 0 && value(number) == bits) {
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

    private long value(int number) {
        byte[] values = page().bytes();
        return width == Integer.BYTES
                ? GrowingBytes.intAt(values, number * Integer.BYTES)
                : GrowingBytes.longAt(values, number * Long.BYTES);
    }

    @Override
    public void copy(int number, GrowingBytes out) {
        out.put(page().bytes(), number * width, width);
    }
}
