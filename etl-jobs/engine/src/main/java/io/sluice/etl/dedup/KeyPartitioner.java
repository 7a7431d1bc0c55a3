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

    @Override
    public int getPartition(Object key) {
        byte[] row = (byte[]) key;
        return NarrowRow.isWrapped(row) ? summaries() : NarrowRow.keyHash(row) % keys;
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
