package io.sluice.etl.block;

import java.util.List;

/** Gathers one leaf of a block; levels as runs, values one after the other. */
public final class LeafBuilder {
    private final boolean repeated;
    private final GrowingBytes definitions = new GrowingBytes();
    private final GrowingBytes repetitions = new GrowingBytes();
    private final GrowingBytes values = new GrowingBytes();
    private int definition;
    private int definitionRun;
    private int repetition;
    private int repetitionRun;

    LeafBuilder(BlockShape.Leaf leaf) {
        this.repeated = leaf.repetition() > 0;
    }

    /** An entry; if it is defined to the leaf's own level, its value must follow. */
    public void level(int entryRepetition, int entryDefinition) {
        define(entryDefinition, 1);
        if (repeated) {
            repeat(entryRepetition, 1);
        }
    }

    /** Entries without a value, each of a row of its own. */
    public void nulls(int entryDefinition, int count) {
        define(entryDefinition, count);
        if (repeated) {
            repeat(0, count);
        }
    }

    private void define(int entryDefinition, int count) {
        if (entryDefinition == definition) {
            definitionRun += count;
        } else {
            flush(definitions, definition, definitionRun);
            definition = entryDefinition;
            definitionRun = count;
        }
    }

    private void repeat(int entryRepetition, int count) {
        if (entryRepetition == repetition) {
            repetitionRun += count;
        } else {
            flush(repetitions, repetition, repetitionRun);
            repetition = entryRepetition;
            repetitionRun = count;
        }
    }

    private static void flush(GrowingBytes runs, int level, int run) {
        if (run > 0) {
            runs.putByte(level);
            runs.putCount(run);
        }
    }

    public void putBoolean(boolean value) {
        values.putByte(value ? 1 : 0);
    }

    /** An int, or a float by its bits. */
    public void putInt(int value) {
        values.putInt(value);
    }

    /** A long, or a double by its bits. */
    public void putLong(long value) {
        values.putLong(value);
    }

    public void putBytes(byte[] source, int offset, int length) {
        values.putCounted(source, offset, length);
    }

    int size() {
        return values.length() + definitions.length() + repetitions.length();
    }

    /** Completes the leaf and gives its parts. */
    List<GrowingBytes> end() {
        flush(definitions, definition, definitionRun);
        flush(repetitions, repetition, repetitionRun);
        definitionRun = 0;
        repetitionRun = 0;
        return List.of(definitions, repetitions, values);
    }

    void clear() {
        definitions.clear();
        repetitions.clear();
        values.clear();
    }
}
