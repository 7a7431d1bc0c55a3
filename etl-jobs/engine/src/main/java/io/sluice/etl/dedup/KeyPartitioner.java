package io.sluice.etl.dedup;

import org.apache.spark.Partitioner;

/** Sends the rows of a key to one partition, and summaries to a partition of their own, the last. */
final class KeyPartitioner extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int keys;

    KeyPartitioner(int keys) {
        this.keys = keys;
    }

    int summaries() {
        return keys;
    }

    @Override
    public int numPartitions() {
        return keys + 1;
    }

    /** Where a narrow row goes, or what {@link NarrowRow} wrapped. */
    int of(byte[] row) {
        return NarrowRow.isWrapped(row) ? summaries() : (int) Long.remainderUnsigned(NarrowRow.keyHash(row), keys);
    }

    /** Spark's shuffle asks with what {@link #of} gave. */
    @Override
    public int getPartition(Object partition) {
        return (Integer) partition;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPartitioner that && that.keys == keys;
    }

    @Override
    public int hashCode() {
        return keys;
    }
}
