package io.sluice.etl.dedup;

import java.util.Arrays;
import java.util.Iterator;

/** Walks narrow rows in byte order: the first row of a window wins, those after it lose. */
final class WindowDecider {
    private WindowDecider() {}

    /** Decides between rows of the batch and rows published before, each in byte order. */
    static PartialDecision decide(Iterator<byte[]> batch, Iterator<byte[]> published) {
        PartialDecision decision = new PartialDecision();
        Iterator<byte[]> rows = new Merged(batch, published);
        byte[] winner = null;
        while (rows.hasNext()) {
            byte[] row = rows.next();
            if (winner != null && NarrowRow.sameWindow(winner, row)) {
                decision.lost(row, winner);
            } else {
                winner = row;
            }
        }
        return decision;
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
