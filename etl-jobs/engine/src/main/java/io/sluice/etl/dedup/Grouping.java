package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup;
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

    /**
     * The batch under the plan that turned out to suit it; a batch that is sorted already stays so.
     *
     * @param bytes that the narrow rows of the batch, and of what it is set against, are expected to take
     */
    Grouping turned(Dedup.Plan plan, long bytes);

    /** Lets go of what was kept of the batch. */
    @Override
    void close();
}
