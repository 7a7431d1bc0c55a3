package io.sluice.etl.sink.parquet;

import io.sluice.etl.block.GrowingBytes;
import java.util.ArrayDeque;
import java.util.Queue;

/** Buffers that the encoders of one file after the other use, so that each need not grow anew. */
public final class PageBuffers {
    private final GrowingBytes page = new GrowingBytes();
    /** In the order in which they were given back, so that a column mostly gets the one that it had. */
    private final Queue<GrowingBytes> spare = new ArrayDeque<>();

    /** What a whole page is put together in; empty, and to be left so. */
    GrowingBytes page() {
        return page;
    }

    /** An empty buffer for the values of one column. */
    GrowingBytes take() {
        GrowingBytes taken = spare.poll();
        return taken == null ? new GrowingBytes() : taken;
    }

    void giveBack(GrowingBytes taken) {
        taken.clear();
        spare.add(taken);
    }
}
