package io.sluice.etl.dedup;

import org.apache.spark.Partitioner;

/** Sends the rows of a window to one partition, and summaries to a partition of their own, the last. */
final class WindowPartitioner extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int windows;

    WindowPartitioner(int windows) {
        this.windows = windows;
    }

    int summaries() {
        return windows;
    }

    @Override
    public int numPartitions() {
        return windows + 1;
    }

    @Override
    public int getPartition(Object key) {
        byte[] row = (byte[]) key;
        return NarrowRow.isSummary(row) ? summaries() : NarrowRow.windowHash(row) % windows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowPartitioner that && that.windows == windows;
    }

    @Override
    public int hashCode() {
        return windows;
    }
}
