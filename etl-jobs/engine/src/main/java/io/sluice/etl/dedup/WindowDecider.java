package io.sluice.etl.dedup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Walks narrow rows in byte order: the first row of a window wins, those after it lose. Published rows whose landed
 * file is read again do not compete; they tell what a window held before.
 */
final class WindowDecider {
    private final PartialDecision decision = new PartialDecision();
    private final List<byte[]> replaced = new ArrayList<>();
    /** Any row of the current window. */
    private byte[] window;

    private byte[] winner;

    private WindowDecider() {}

    /** Decides between rows of the batch and rows published before, each in byte order. */
    static PartialDecision decide(Iterator<byte[]> batch, Iterator<byte[]> published) {
        WindowDecider decider = new WindowDecider();
        Iterator<byte[]> rows = new Merged(batch, published);
        while (rows.hasNext()) {
            decider.next(rows.next());
        }
        decider.endWindow();
        return decider.decision;
    }

    private void next(byte[] row) {
        if (window == null || !NarrowRow.sameWindow(window, row)) {
            endWindow();
            window = row;
        }
        if (NarrowRow.isReplaced(row)) {
            replaced.add(row);
        } else if (winner == null) {
            winner = row;
        } else {
            decision.lost(row, winner);
        }
    }

    private void endWindow() {
        for (byte[] row : replaced) {
            boolean unchanged = winner != null
                    && NarrowRow.dataFile(winner) == NarrowRow.IN_BATCH
                    && NarrowRow.sameRow(row, winner);
            decision.replaced(row, unchanged);
        }
        replaced.clear();
        winner = null;
    }

    /** Two ordered iterators as one. */
    private static final class Merged implements Iterator<byte[]> {
        private final Iterator<byte[]> left;
        private final Iterator<byte[]> right;
        private byte[] nextLeft;
        private byte[] nextRight;

        Merged(Iterator<byte[]> left, Iterator<byte[]> right) {
            this.left = left;
            this.right = right;
            this.nextLeft = advance(left);
            this.nextRight = advance(right);
        }

        @Override
        public boolean hasNext() {
            return nextLeft != null || nextRight != null;
        }

        @Override
        public byte[] next() {
            boolean takeLeft =
                    nextRight == null || (nextLeft != null && Arrays.compareUnsigned(nextLeft, nextRight) <= 0);
            byte[] taken = takeLeft ? nextLeft : nextRight;
            if (takeLeft) {
                nextLeft = advance(left);
            } else {
                nextRight = advance(right);
            }
            return taken;
        }

        private static byte[] advance(Iterator<byte[]> rows) {
            return rows.hasNext() ? rows.next() : null;
        }
    }
}
