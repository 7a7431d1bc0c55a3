package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * The narrow plan: one shuffle of the batch by key, sorted, kept by Spark between the questions asked of it.
 *
 * <p>Published rows are shuffled alike and merged with it, so that a key's rows stream by in bounded memory however
 * many there are.
 */
final class SortedShuffle implements Grouping {
    /** Landed bytes whose narrow rows make one partition of the shuffle. */
    private static final long LANDED_BYTES_A_PARTITION = 256L << 20;

    /** What those narrow rows take, about. */
    private static final long NARROW_BYTES_A_PARTITION = 32L << 20;

    private final KeyPartitioner partitioner;
    private final JavaPairRDD<byte[], Void> batch;

    private SortedShuffle(SparkSession spark, JavaRDD<byte[]> batch, long partitions) {
        this.partitioner =
                new KeyPartitioner((int) Math.max(spark.sparkContext().defaultParallelism(), partitions));
        this.batch = shuffled(batch);
    }

    /**
     * Sorts a batch while it is read.
     *
     * @param bytes size of the batch as stored
     */
    static SortedShuffle ofLanding(SparkSession spark, JavaRDD<byte[]> batch, long bytes) {
        return new SortedShuffle(spark, batch, bytes / LANDED_BYTES_A_PARTITION + 1);
    }

    /**
     * Sorts a batch that was read.
     *
     * @param bytes size of the narrow rows that come together, published ones included
     */
    static SortedShuffle ofNarrow(SparkSession spark, JavaRDD<byte[]> batch, long bytes) {
        return new SortedShuffle(spark, batch, bytes / NARROW_BYTES_A_PARTITION + 1);
    }

    @Override
    public List<byte[]> wrapped() {
        int[] lastPartition = {partitioner.summaries()};
        return batch.collectPartitions(lastPartition)[0].stream()
                .map(Tuple2::_1)
                .toList();
    }

    @Override
    public JavaRDD<byte[]> batch() {
        return batch.mapPartitions(SortedShuffle::rows);
    }

    @Override
    public JavaRDD<byte[]> grouped(JavaRDD<byte[]> published) {
        return published == null
                ? batch.mapPartitions(rows -> new MergedRows(rows(rows), Collections.emptyIterator()))
                : batch.zipPartitions(shuffled(published), (rows, others) -> new MergedRows(rows(rows), rows(others)));
    }

    @Override
    public Grouping turned(Dedup.Plan plan, long bytes) {
        return this;
    }

    @Override
    public void close() {
        // Spark removes a shuffle when nothing refers to it.
    }

    private JavaPairRDD<byte[], Void> shuffled(JavaRDD<byte[]> rows) {
        JavaPairRDD<byte[], Void> shuffled = rows.mapToPair(row -> new Tuple2<>(row, (Void) null))
                .repartitionAndSortWithinPartitions(partitioner, new UnsignedBytes());
        if (shuffled.rdd() instanceof ShuffledRDD<?, ?, ?> exchange) {
            exchange.setSerializer(new BytesSerializer());
        }
        return shuffled;
    }

    /** The rows without what came along with them, which has a partition of its own. */
    private static Iterator<byte[]> rows(Iterator<Tuple2<byte[], Void>> pairs) {
        return new Iterator<>() {
            private byte[] next = advance();

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public byte[] next() {
                byte[] row = next;
                next = advance();
                return row;
            }

            private byte[] advance() {
                while (pairs.hasNext()) {
                    byte[] row = pairs.next()._1();
                    if (!NarrowRow.isWrapped(row)) {
                        return row;
                    }
                }
                return null;
            }
        };
    }

    /** Byte arrays in unsigned order. */
    private static final class UnsignedBytes implements Comparator<byte[]>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(byte[] left, byte[] right) {
            return Arrays.compareUnsigned(left, right);
        }
    }
}
