package io.sluice.etl.block;

/** Moves over the entries of one leaf, row by row; the value of each entry that has one must be read or passed. */
public final class LeafCursor {
    private final BlockShape.Leaf leaf;
    private final byte[] bytes;
    private final Runs definitions;
    private final Runs repetitions;
    private int values;
    private int row = -1;
    private int length;

    LeafCursor(BlockShape.Leaf leaf, byte[] bytes, Runs definitions, Runs repetitions, int values) {
        this.leaf = leaf;
        this.bytes = bytes;
        this.definitions = definitions;
        this.repetitions = repetitions;
        this.values = values;
    }

    public BlockShape.Leaf leaf() {
        return leaf;
    }

    /** Moves to the next entry of the rows before a given one; false when there is none. */
    public boolean nextBefore(int endRow) {
        if (leaf.repetition() == 0) {
            if (row + 1 >= endRow) {
                return false;
            }
            row++;
        } else {
            if (repetitions.atEnd() || row + 1 >= endRow && repetitions.peek() == 0) {
                return false;
            }
            row += repetitions.next() == 0 ? 1 : 0;
        }
        definitions.next();
        return true;
    }

    /**
     * Moves over the next entries that are defined to the same level, of a leaf that lies in no list.
     *
     * @return how many, none from a given row on; the last of them is then at hand
     */
    public int nextRun(int endRow) {
        int count = definitions.take(endRow - 1 - row);
        row += count;
        return count;
    }

    /** The row of the entry at hand, counted from 0. */
    public int row() {
        return row;
    }

    public int definition() {
        return definitions.level();
    }

    public int repetition() {
        return leaf.repetition() == 0 ? 0 : repetitions.level();
    }

    /** Whether the entry at hand has a value. */
    public boolean present() {
        return definitions.level() == leaf.definition();
    }

    public boolean readBoolean() {
        return bytes[values++] != 0;
    }

    public int readInt() {
        values += Integer.BYTES;
        return (int) GrowingBytes.INTS.get(bytes, values - Integer.BYTES);
    }

    public long readLong() {
        values += Long.BYTES;
        return (long) GrowingBytes.LONGS.get(bytes, values - Long.BYTES);
    }

    /** Moves to the bytes of the value and gives their offset in {@link #bytes()}; {@link #length()} is set. */
    public int readBytes() {
        int count = 0;
        int shift = 0;
        byte group = bytes[values++];
        while (group < 0) {
            count |= (group & 0x7F) << shift;
            shift += 7;
            group = bytes[values++];
        }
        length = count | group << shift;
        values += length;
        return values - length;
    }

    /** Moves past the value. */
    public void pass() {
        switch (leaf.type()) {
            case BOOLEAN -> values++;
            case INT, FLOAT -> values += Integer.BYTES;
            case LONG, DOUBLE -> values += Long.BYTES;
            case DECIMAL, TEXT, BINARY -> readBytes();
        }
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Levels as they were gathered: a level and how often it occurs, again and again. */
    static final class Runs {
        private final byte[] bytes;
        private final int end;
        private int at;
        private int level;
        private int left;

        Runs(byte[] bytes, int start, int end) {
            this.bytes = bytes;
            this.at = start;
            this.end = end;
        }

        boolean atEnd() {
            return left == 0 && at == end;
        }

        /** The level to come; there must be one. */
        int peek() {
            return left > 0 ? level : bytes[at];
        }

        int next() {
            take(1);
            return level;
        }

        /** Takes the next levels that are alike, at most so many, and tells how many. */
        int take(int most) {
            if (most == 0) {
                return 0;
            }
            if (left == 0) {
                level = bytes[at++];
                int shift = 0;
                byte group = bytes[at++];
                while (group < 0) {
                    left |= (group & 0x7F) << shift;
                    shift += 7;
                    group = bytes[at++];
                }
                left |= group << shift;
            }
            int taken = Math.min(left, most);
            left -= taken;
            return taken;
        }

        int level() {
            return level;
        }
    }
}
