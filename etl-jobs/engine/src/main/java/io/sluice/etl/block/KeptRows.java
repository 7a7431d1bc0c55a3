package io.sluice.etl.block;

import java.util.function.LongPredicate;

/** Which rows of a block stay. */
public final class KeptRows {
    /** How many rows before each stay, and at the end, how many do at all. */
    private final int[] before;

    /** @param dropped tells of a position whether its row is left out; null when all stay */
    public KeptRows(BlockCursor block, LongPredicate dropped) {
        before = new int[block.rows() + 1];
        for (int row = 0; row < block.rows(); row++) {
            boolean stays = dropped == null || !dropped.test(block.position(row));
            before[row + 1] = before[row] + (stays ? 1 : 0);
        }
    }

    public boolean has(int row) {
        return before[row + 1] > before[row];
    }

    /** How many of the rows from one up to before another stay. */
    public int count(int from, int end) {
        return before[end] - before[from];
    }

    /** How many rows from one on, and before another, stay until one does not. */
    public int stretch(int from, int end) {
        int row = from;
        while (row < end && has(row)) {
            row++;
        }
        return row - from;
    }

    /** How many rows stay. */
    public int count() {
        return before[before.length - 1];
    }
}
