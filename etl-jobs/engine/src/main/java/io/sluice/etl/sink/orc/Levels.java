package io.sluice.etl.sink.orc;

import java.util.Arrays;

/** Levels of one leaf's entries in a batch, for the structs, lists and maps whose first leaf it is. */
final class Levels {
    private byte[] repetitions = new byte[Slots.FIRST_CAPACITY];
    private byte[] definitions = new byte[Slots.FIRST_CAPACITY];
    private int count;

    void clear() {
        count = 0;
    }

    void add(int repetition, int definition, int entries) {
        int end = count + entries;
        if (end > definitions.length) {
            int capacity = Math.max(end, 2 * definitions.length);
            repetitions = Arrays.copyOf(repetitions, capacity);
            definitions = Arrays.copyOf(definitions, capacity);
        }
        Arrays.fill(repetitions, count, end, (byte) repetition);
        Arrays.fill(definitions, count, end, (byte) definition);
        count = end;
    }

    int count() {
        return count;
    }

    int repetition(int entry) {
        return repetitions[entry];
    }

    int definition(int entry) {
        return definitions[entry];
    }
}
