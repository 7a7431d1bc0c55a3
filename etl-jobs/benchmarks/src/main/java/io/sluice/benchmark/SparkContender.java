package io.sluice.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Spark SQL as its experts write it: an explicit schema, one shuffle, by the table's partitions, so that deduplication
 * and file sizes share it, and adaptive execution.
 */
final class SparkContender implements Contender {
    private static final String TABLE = "benchmark";

    private final Landing landing;
    private final Form form;
    private final SparkSession spark;
    private final ShuffleMeter shuffled = new ShuffleMeter();

    /** How duplicates are removed. */
    enum Form {
        ROW_NUMBER,
        DROP_DUPLICATES,
        DELTA_MERGE,
        ICEBERG_MERGE
    }

    SparkContender(Landing landing, Path folder, Form form) {
        this.landing = landing;
        this.form = form;
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
        if (form == Form.DELTA_MERGE) {
            settings.config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                    .config("spark.databricks.delta.snapshotPartitions", "2");
        } else if (form == Form.ICEBERG_MERGE) {
            settings.config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                    .config("spark.sql.catalog.ice", "org.apache.iceberg.spark.SparkCatalog")
                    .config("spark.sql.catalog.ice.type", "hadoop")
                    .config("spark.sql.catalog.ice.warehouse", folder.toString());
        }
        this.spark = settings.getOrCreate();
        spark.sparkContext().addSparkListener(shuffled);
    }

    @Override
    public String settings() {
        return "Spark %s, local[*], %d shuffle partitions, adaptive execution on, zstd"
                .formatted(spark.version(), Workload.FILES);
    }

    @Override
    public void run(Path output) {
        switch (form) {
            case ROW_NUMBER -> write(latest(byPartition()), output);
            case DROP_DUPLICATES -> write(byPartition().dropDuplicates(new String[] {"dt", "hour", "id"}), output);
            case DELTA_MERGE -> {
                String table = "delta.`%s`".formatted(output);
                create(table, "delta", "");
                merge(table);
            }
            case ICEBERG_MERGE -> {
                String table = iceberg(output);
                create(
                        table,
                        "iceberg",
                        "TBLPROPERTIES ('write.format.default' = '%s')"
                                .formatted(landing.workload().fileFormat()));
                merge(table);
            }
        }
    }

    private static String iceberg(Path output) {
        return "ice.`%s`".formatted(output.getFileName());
    }

    private Dataset<Row> source() {
        return spark.read()
                .schema(StructType.fromDDL(landing.schema().sql()))
                .json(landing.paths().toArray(String[]::new))
                .withColumn("dt", functions.date_format(functions.col("created_at"), "yyyy-MM-dd"))
                .withColumn("hour", functions.date_format(functions.col("created_at"), "HH"));
    }

    private Dataset<Row> byPartition() {
        return source().repartition(functions.col("dt"), functions.col("hour"));
    }

    private static Dataset<Row> latest(Dataset<Row> rows) {
        return rows.withColumn(
                        "rn",
                        functions
                                .row_number()
                                .over(Window.partitionBy("dt", "hour", "id")
                                        .orderBy(functions.col("created_at").desc())))
                .where("rn = 1")
                .drop("rn");
    }

    private void write(Dataset<Row> rows, Path output) {
        rows.write()
                .partitionBy("dt", "hour")
                .format(landing.workload().fileFormat())
                .save(output.toString());
    }

    private void create(String table, String format, String rest) {
        spark.sql("CREATE TABLE %s (%s, dt string, hour string) USING %s PARTITIONED BY (dt, hour) %s"
                .formatted(table, landing.schema().sql(), format, rest));
    }

    private void merge(String table) {
        latest(byPartition()).createOrReplaceTempView("landed");
        spark.sql(
                """
                MERGE INTO %s t USING landed s ON t.dt = s.dt AND t.hour = s.hour AND t.id = s.id
                WHEN MATCHED AND s.created_at > t.created_at THEN UPDATE SET *
                WHEN NOT MATCHED THEN INSERT *"""
                        .formatted(table));
    }

    @Override
    public long shuffledBytes() {
        return shuffled.bytes();
    }

    @Override
    public Fingerprint fingerprint(Path output) {
        switch (form) {
            case ROW_NUMBER, DROP_DUPLICATES ->
                spark.read()
                        .format(landing.workload().fileFormat())
                        .load(output.toString())
                        .createOrReplaceTempView(TABLE);
            case DELTA_MERGE ->
                spark.read().format("delta").load(output.toString()).createOrReplaceTempView(TABLE);
            case ICEBERG_MERGE -> spark.table(iceberg(output)).createOrReplaceTempView(TABLE);
        }
        return fingerprint(spark, TABLE, landing.workload().shape());
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
