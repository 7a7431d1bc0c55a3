package io.sluice.etl.dedup;

import java.util.Arrays;
import java.util.Iterator;

/** Two iterators of narrow rows in byte order as one. */
final class MergedRows implements Iterator<byte[]> {
    private final Iterator<byte[]> left;
    private final Iterator<byte[]> right;
    private byte[] nextLeft;
    private byte[] nextRight;

    MergedRows(Iterator<byte[]> left, Iterator<byte[]> right) {
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
        boolean takeLeft = nextRight == null || (nextLeft != null && Arrays.compareUnsigned(nextLeft, nextRight) <= 0);
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
