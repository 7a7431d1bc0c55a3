package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The plain plan for few rows: {@code GROUP BY key} in Spark SQL, which collects each key's rows into an array.
 *
 * <p>The batch is kept in memory, or on local disk, between the questions asked of it, and can still be sorted when it
 * turns out to meet very many published rows. A key's rows have to fit into the memory of a task.
 */
final class SqlGroups implements Grouping {
    private static final String KEY = "key";
    private static final String ROW = "row";
    private static final StructType COLUMNS =
            new StructType().add(KEY, DataTypes.BinaryType, false).add(ROW, DataTypes.BinaryType, false);

    private final SparkSession spark;
    private final JavaRDD<byte[]> batch;

    SqlGroups(SparkSession spark, JavaRDD<byte[]> batch) {
        this.spark = spark;
        this.batch = batch.persist(StorageLevel.MEMORY_AND_DISK());
    }

    @Override
    public List<byte[]> wrapped() {
        return batch.filter(NarrowRow::isWrapped).collect();
    }

    @Override
    public JavaRDD<byte[]> batch() {
        return batch.filter(row -> !NarrowRow.isWrapped(row));
    }

    @Override
    public JavaRDD<byte[]> grouped(JavaRDD<byte[]> published) {
        JavaRDD<Row> keyed = (published == null ? batch() : batch().union(published))
                .map(row -> RowFactory.create(NarrowRow.key(row), row));
        // As many tasks as can run: Spark's own number of them is meant for more than a small batch.
        Dataset<Row> groups = spark.createDataFrame(keyed, COLUMNS)
                .repartition(spark.sparkContext().defaultParallelism(), functions.col(KEY))
                .groupBy(KEY)
                .agg(functions.sort_array(functions.collect_list(ROW)).as(ROW))
                .select(ROW);
        return groups.toJavaRDD().flatMap(SqlGroups::members);
    }

    private static Iterator<byte[]> members(Row group) {
        return group.<byte[]>getList(0).iterator();
    }

    @Override
    public Grouping turned(Dedup.Plan plan, long bytes) {
        return plan == Dedup.Plan.NARROW ? SortedShuffle.ofNarrow(spark, batch, bytes) : this;
    }

    @Override
    public void close() {
        batch.unpersist(false);
    }
}
