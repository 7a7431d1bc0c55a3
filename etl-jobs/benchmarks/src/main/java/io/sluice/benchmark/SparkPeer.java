package io.sluice.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** What the contenders on plain Spark share: the session, an explicit schema, and the newest delivery of each id. */
final class SparkPeer implements AutoCloseable {
    private static final String[] PARTITION = {"dt", "hour"};

    private final Landing landing;
    private final SparkSession spark;
    private final ShuffleMeter shuffled = new ShuffleMeter();

    SparkPeer(Landing landing, Path folder, Map<String, String> more) {
        this.landing = landing;
        SparkSession.Builder settings = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.log.level", "ERROR")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", Workload.FILES)
                .config("spark.sql.parquet.compression.codec", "zstd")
                .config("spark.sql.orc.compression.codec", "zstd")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString());
        more.forEach(settings::config);
        this.spark = settings.getOrCreate();
        spark.sparkContext().addSparkListener(shuffled);
    }

    SparkSession spark() {
        return spark;
    }

    String settings() {
        return "Spark %s, local[*], %d shuffle partitions, adaptive execution on, zstd"
                .formatted(spark.version(), Workload.FILES);
    }

    long shuffledBytes() {
        return shuffled.bytes();
    }

    /** The columns of the records as DDL, without those of the partition. */
    String columns() {
        return landing.schema().sql();
    }

    /** What landed, with the columns of the partition. */
    Dataset<Row> landed(LandedDay day) {
        return spark.read()
                .schema(StructType.fromDDL(columns()))
                .json(day.paths().toArray(String[]::new))
                .withColumn("dt", functions.date_format(functions.col("created_at"), "yyyy-MM-dd"))
                .withColumn("hour", functions.date_format(functions.col("created_at"), "HH"));
    }

    /** The same, shuffled by partition, so that deduplication within partitions and file sizes share one shuffle. */
    Dataset<Row> byPartition(LandedDay day) {
        return landed(day).repartition(functions.col(PARTITION[0]), functions.col(PARTITION[1]));
    }

    /** The newest delivery of each key. */
    static Dataset<Row> latest(Dataset<Row> rows, List<String> key) {
        return rows.withColumn(
                        "rn",
                        functions
                                .row_number()
                                .over(Window.partitionBy(key.stream()
                                                .map(functions::col)
                                                .toArray(org.apache.spark.sql.Column[]::new))
                                        .orderBy(functions.col("created_at").desc())))
                .where("rn = 1")
                .drop("rn");
    }

    Fingerprint fingerprint(Dataset<Row> table) {
        table.createOrReplaceTempView("benchmark");
        return fingerprint(spark, "benchmark", landing.scenario().workload().shape());
    }

    static Fingerprint fingerprint(SparkSession spark, String table, Workload.Shape shape) {
        Row row = spark.sql(Fingerprint.query(table, shape, "unix_seconds(created_at)"))
                .first();
        String[] values = Arrays.stream(new int[] {0, 1, 2, 3, 4, 5})
                .mapToObj(row::getString)
                .toArray(String[]::new);
        return new Fingerprint(values[0], values[1], values[2], values[3], values[4], values[5]);
    }

    @Override
    public void close() {
        spark.stop();
    }
}
