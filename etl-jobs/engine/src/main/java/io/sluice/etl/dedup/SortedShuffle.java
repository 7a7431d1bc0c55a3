package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.sql.SparkSession;

/**
 * The narrow plan: one shuffle of the batch by key, kept by Spark between the questions asked of it.
 *
 * <p>Published rows are shuffled alike and sorted with it, so that a key's rows stream by in bounded memory however many
 * there are.
 */
final class SortedShuffle implements Grouping {
    /** Landed bytes whose narrow rows make one partition of the shuffle. */
    private static final long LANDED_BYTES_A_PARTITION = 256L << 20;

    /** What those narrow rows take, about. */
    private static final long NARROW_BYTES_A_PARTITION = 32L << 20;

    private final KeyPartitioner partitioner;
    private final JavaRDD<byte[]> batch;

    private SortedShuffle(SparkSession spark, JavaRDD<byte[]> batch, long partitions) {
        this.partitioner =
                new KeyPartitioner((int) Math.max(spark.sparkContext().defaultParallelism(), partitions));
        this.batch = shuffled(batch);
    }

    /**
     * Shuffles a batch while it is read.
     *
     * @param bytes size of the batch as stored
     */
    static SortedShuffle ofLanding(SparkSession spark, JavaRDD<byte[]> batch, long bytes) {
        return new SortedShuffle(spark, batch, bytes / LANDED_BYTES_A_PARTITION + 1);
    }

    /**
     * Shuffles a batch that was read.
     *
     * @param bytes size of the narrow rows that come together, published ones included
     */
    static SortedShuffle ofNarrow(SparkSession spark, JavaRDD<byte[]> batch, long bytes) {
        return new SortedShuffle(spark, batch, bytes / NARROW_BYTES_A_PARTITION + 1);
    }

    @Override
    public List<byte[]> wrapped() {
        int[] lastPartition = {partitioner.summaries()};
        List<byte[]> found = new ArrayList<>();
        RowPacks.rows(batch.collectPartitions(lastPartition)[0].iterator()).forEachRemaining(found::add);
        return found;
    }

    @Override
    public JavaRDD<byte[]> batch() {
        return batch.mapPartitions(RowPacks::rows).filter(row -> !NarrowRow.isWrapped(row));
    }

    @Override
    public JavaRDD<byte[]> grouped(JavaRDD<byte[]> published) {
        return published == null
                ? batch.mapPartitions(
                        packs -> RowsToJudge.of(List.of(packs), TaskContext.get(), RowsToJudge.Limits.USUAL))
                : batch.zipPartitions(
                        shuffled(published),
                        (packs, others) ->
                                RowsToJudge.of(List.of(packs, others), TaskContext.get(), RowsToJudge.Limits.USUAL));
    }

    @Override
    public Grouping turned(Dedup.Plan plan, long bytes) {
        return this;
    }

    @Override
    public void close() {
        // Spark removes a shuffle when nothing refers to it.
    }

    /** Rows in packs, as {@link RowPacks} makes them. */
    private JavaRDD<byte[]> shuffled(JavaRDD<byte[]> rows) {
        KeyPartitioner target = partitioner;
        JavaPairRDD<Integer, byte[]> shuffled =
                rows.mapPartitionsToPair(part -> RowPacks.packed(part, target)).partitionBy(target);
        if (shuffled.rdd() instanceof ShuffledRDD<?, ?, ?> exchange) {
            exchange.setSerializer(new BytesSerializer());
        }
        return shuffled.values();
    }
}
