package io.sluice.etl.cli;

import org.apache.spark.SparkConf;

/** Makes a session understand Delta tables; only for jobs that write one, because it costs others their quick start. */
final class DeltaSessions {
    private static final String EXTENSIONS = "spark.sql.extensions";
    private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
    private static final String CATALOG = "spark.sql.catalog.spark_catalog";
    private static final String DELTA_CATALOG = "org.apache.spark.sql.delta.catalog.DeltaCatalog";
    private static final String STATE_TASKS = "spark.databricks.delta.snapshotPartitions";

    private DeltaSessions() {}

    /** Adds to what others extend the session with; who names a session catalogue of his own wants that one. */
    static void configure(SparkConf conf) {
        String extensions = conf.get(EXTENSIONS, "");
        if (!extensions.contains(DELTA_EXTENSION)) {
            conf.set(EXTENSIONS, extensions.isEmpty() ? DELTA_EXTENSION : extensions + "," + DELTA_EXTENSION);
        }
        conf.setIfMissing(CATALOG, DELTA_CATALOG);
        if (conf.get("spark.master").startsWith("local")) {
            // Delta reads its log in 50 tasks otherwise, which one machine runs one after another.
            conf.setIfMissing(STATE_TASKS, "2");
        }
    }
}
