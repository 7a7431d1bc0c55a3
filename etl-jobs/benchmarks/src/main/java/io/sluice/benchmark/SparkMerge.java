package io.sluice.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Delta and Iceberg as their experts write it: {@code MERGE} of the newest delivery of each id. */
final class SparkMerge implements Contender {
    private final Landing landing;
    private final Form form;
    private final SparkPeer peer;
    private final List<String> key;

    /** Which table format, and how it merges. */
    enum Form {
        /** Rewrites the files that hold a row of a delivered id. */
        DELTA("delta-merge", false, ""),
        /** Marks rows as gone instead. */
        DELTA_VECTORS("delta-merge-vectors", false, "'delta.enableDeletionVectors' = 'true'"),
        /** Never updates: right only where all deliveries of an id are alike. */
        DELTA_INSERT("delta-merge-insert", true, ""),
        /** As {@link #DELTA}. */
        ICEBERG("iceberg-merge", false, ""),
        /** As {@link #DELTA_VECTORS}. */
        ICEBERG_ON_READ("iceberg-merge-on-read", false, "'write.merge.mode' = 'merge-on-read'"),
        /** As {@link #DELTA_INSERT}. */
        ICEBERG_INSERT("iceberg-merge-insert", true, "");

        private final String contender;
        private final boolean insertsOnly;
        private final String properties;

        Form(String contender, boolean insertsOnly, String properties) {
            this.contender = contender;
            this.insertsOnly = insertsOnly;
            this.properties = properties;
        }

        static Optional<Form> named(String contender) {
            return Arrays.stream(values())
                    .filter(form -> form.contender.equals(contender))
                    .findFirst();
        }

        String contender() {
            return contender;
        }

        boolean insertsOnly() {
            return insertsOnly;
        }

        /** Whether it is the format's usual form. */
        boolean plain() {
            return !insertsOnly && properties.isEmpty();
        }

        private boolean delta() {
            return contender.startsWith("delta");
        }
    }

    SparkMerge(Landing landing, Path folder, Form form) {
        this.landing = landing;
        this.form = form;
        this.key = landing.scenario().wholeTable() ? List.of("id") : List.of("dt", "hour", "id");
        this.peer = new SparkPeer(landing, folder, form.delta() ? deltaSettings() : icebergSettings(folder));
    }

    private static Map<String, String> deltaSettings() {
        return Map.of(
                "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
                "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
                "spark.databricks.delta.snapshotPartitions", "2");
    }

    private static Map<String, String> icebergSettings(Path folder) {
        return Map.of(
                "spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
                "spark.sql.catalog.ice", "org.apache.iceberg.spark.SparkCatalog",
                "spark.sql.catalog.ice.type", "hadoop",
                "spark.sql.catalog.ice.warehouse", folder.toString());
    }

    @Override
    public String settings() {
        return peer.settings() + (form.properties.isEmpty() ? "" : ", " + form.properties);
    }

    @Override
    public void prepare(LandedDay day, Path table) {
        create(table);
        landed(day).createOrReplaceTempView("landed");
        peer.spark().sql("INSERT INTO %s SELECT * FROM landed".formatted(name(table)));
    }

    @Override
    public void run(LandedDay day, Path table) {
        create(table);
        landed(day).createOrReplaceTempView("landed");
        peer.spark()
                .sql(
                        """
                        MERGE INTO %s t USING landed s ON %s
                        %s WHEN NOT MATCHED THEN INSERT *"""
                                .formatted(
                                        name(table),
                                        key.stream()
                                                .map(column -> "t.%1$s = s.%1$s".formatted(column))
                                                .collect(Collectors.joining(" AND ")),
                                        form.insertsOnly
                                                ? ""
                                                : "WHEN MATCHED AND s.created_at > t.created_at THEN UPDATE SET *"));
    }

    /** Where ids are unique in partitions, the shuffle by partition serves the window as well. */
    private Dataset<Row> landed(LandedDay day) {
        return SparkPeer.latest(landing.scenario().wholeTable() ? peer.landed(day) : peer.byPartition(day), key);
    }

    private void create(Path table) {
        String properties = form.delta()
                ? form.properties
                : "'write.format.default' = '%s'%s"
                        .formatted(
                                landing.scenario().workload().fileFormat(),
                                form.properties.isEmpty() ? "" : ", " + form.properties);
        peer.spark()
                .sql("CREATE TABLE IF NOT EXISTS %s (%s, dt string, hour string) USING %s PARTITIONED BY (dt, hour) %s"
                        .formatted(
                                name(table),
                                peer.columns(),
                                form.delta() ? "delta" : "iceberg",
                                properties.isEmpty() ? "" : "TBLPROPERTIES (%s)".formatted(properties)));
    }

    private String name(Path table) {
        return form.delta() ? "delta.`%s`".formatted(table) : "ice.`%s`".formatted(table.getFileName());
    }

    @Override
    public long shuffledBytes() {
        return peer.shuffledBytes();
    }

    @Override
    public Fingerprint fingerprint(Path table) {
        return peer.fingerprint(peer.spark().table(name(table)));
    }

    @Override
    public void close() {
        peer.close();
    }
}
