package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.LeafCursor;

/**
 * Gives a dictionary to the columns for which a sample says that it pays.
 *
 * <p>Writers of Parquet and ORC give every column one until it has grown too large, and look every value up until then.
 * Values that hardly repeat are as small without, because zstd finds the repetitions too.
 *
 * @param repeated values of the sample that must come again, as a share
 * @param fewest values without which a sample says nothing, so that there is a dictionary; no more than {@link #SAMPLE}
 */
record DictionaryChoice(double repeated, int fewest) {
    /** Values of a column that are looked at. */
    static final int SAMPLE = 1 << 9;

    /** Odd, and near the golden ratio of 2^64. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /**
     * Tells for each leaf whether a dictionary pays.
     *
     * @param sample a block that nobody else reads
     */
    boolean[] of(BlockShape shape, BlockCursor sample) {
        boolean[] pays = new boolean[shape.leaves().size()];
        for (int i = 0; i < pays.length; i++) {
            pays[i] = pays(sample.leaf(i), sample.rows());
        }
        return pays;
    }

    private boolean pays(LeafCursor leaf, int rows) {
        long[] seen = new long[2 * SAMPLE];
        int different = 0;
        int values = 0;
        while (values < SAMPLE && leaf.nextBefore(rows)) {
            if (leaf.present()) {
                values++;
                different += isNew(hash(leaf) | 1, seen) ? 1 : 0;
            }
        }
        return values < fewest || different <= values * (1 - repeated);
    }

    /** Whether a hash, which is not 0, was not seen yet. */
    private static boolean isNew(long hash, long[] seen) {
        int slot = (int) (hash >>> 32 ^ hash) & seen.length - 1;
        while (seen[slot] != 0) {
            if (seen[slot] == hash) {
                return false;
            }
            slot = slot + 1 & seen.length - 1;
        }
        seen[slot] = hash;
        return true;
    }

    private static long hash(LeafCursor leaf) {
        return MIX
                * switch (leaf.leaf().type()) {
                    case BOOLEAN -> leaf.readBoolean() ? 1 : 2;
                    case INT, FLOAT -> leaf.readInt();
                    case LONG, DOUBLE -> leaf.readLong();
                    case DECIMAL, TEXT, BINARY -> {
                        int offset = leaf.readBytes();
                        long hash = leaf.length();
                        for (int i = offset; i < offset + leaf.length(); i++) {
                            hash = MIX * hash + leaf.bytes()[i];
                        }
                        yield hash;
                    }
                };
    }
}
