package io.sluice.etl.dedup;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** Brings the narrow rows of a key together. */
interface Grouping extends AutoCloseable {
    /** Reads the batch, and gives what came with its rows: summaries and offsets. */
    List<byte[]> wrapped();

    /** The rows of the batch, in any order; it is not read again. */
    JavaRDD<byte[]> batch();

    /**
     * The rows of the batch and those published before, each key's side by side in one partition and the best first;
     * the batch is not read again.
     *
     * @param published null when there is none
     */
    JavaRDD<byte[]> grouped(JavaRDD<byte[]> published);

    /** Lets go of what was kept of the batch. */
    @Override
    void close();
}
