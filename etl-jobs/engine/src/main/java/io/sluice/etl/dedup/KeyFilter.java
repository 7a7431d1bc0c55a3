package io.sluice.etl.dedup;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.sketch.BloomFilter;

/**
 * Leaves published rows where they are whose key the batch does not hold, so that only the others are shuffled.
 *
 * <p>The keys of the batch are a Bloom filter, through which one key in a hundred gets for nothing. {@link Verdicts}
 * judges no key that the batch does not hold, so those change nothing.
 */
final class KeyFilter {
    /** The filter passes through the driver; so many rows make 12 MB of it. */
    private static final long MOST_ROWS = 10_000_000;

    private static final double LET_THROUGH = 0.01;
    /** Partial filters are added up by tasks in so many steps before the driver gets them. */
    private static final int STEPS = 2;

    private final Broadcast<BloomFilter> keys;

    private KeyFilter(Broadcast<BloomFilter> keys) {
        this.keys = keys;
    }

    /** Whether making the filter is less work than it saves. */
    static boolean pays(long batchRows, long publishedRows) {
        return batchRows > 0 && batchRows <= MOST_ROWS && publishedRows >= batchRows;
    }

    /** @param rows of the batch, without what came along with them */
    static KeyFilter of(JavaRDD<byte[]> rows, long count) {
        BloomFilter keys = rows.mapPartitions(part -> {
                    BloomFilter seen = BloomFilter.create(count, LET_THROUGH);
                    part.forEachRemaining(row -> seen.putLong(NarrowRow.keyHash(row)));
                    return List.of(seen).iterator();
                })
                .treeReduce(BloomFilter::mergeInPlace, STEPS);
        return new KeyFilter(JavaSparkContext.fromSparkContext(rows.context()).broadcast(keys));
    }

    /** The rows whose key the batch may hold. */
    JavaRDD<InternalRow> of(JavaRDD<InternalRow> published, NarrowEncoder encoder) {
        Broadcast<BloomFilter> known = keys;
        return published.filter(row -> known.value().mightContainLong(encoder.keyHash(row)));
    }
}
