package io.sluice.etl.dedup;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Leaves published rows where they are whose key the batch does not hold, so that only the others are shuffled.
 *
 * <p>The keys of the batch are {@link KeyBits}, through which few others get. {@link Verdicts} judges no key that the
 * batch does not hold, so those change nothing.
 */
final class KeyFilter implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The filter passes through the driver; so many rows make 20 MB of it. */
    private static final long MOST_ROWS = 10_000_000;

    /** Partial filters are added up by tasks in so many steps before the driver gets them. */
    private static final int STEPS = 2;

    private final Broadcast<KeyBits> keys;

    private KeyFilter(Broadcast<KeyBits> keys) {
        this.keys = keys;
    }

    /** Whether making the filter is less work than it saves. */
    static boolean pays(long batchRows, long publishedRows) {
        return batchRows > 0 && batchRows <= MOST_ROWS && publishedRows >= batchRows;
    }

    /** @param rows of the batch, without what came along with them */
    static KeyFilter of(JavaRDD<byte[]> rows, long count) {
        KeyBits keys = rows.mapPartitions(part -> {
                    KeyBits seen = new KeyBits(count);
                    part.forEachRemaining(row -> seen.add(NarrowRow.keyHash(row)));
                    return List.of(seen).iterator();
                })
                .treeReduce(KeyBits::plus, STEPS);
        return new KeyFilter(JavaSparkContext.fromSparkContext(rows.context()).broadcast(keys));
    }

    /** The keys of the batch, in a task. */
    KeyBits keys() {
        return keys.value();
    }
}
