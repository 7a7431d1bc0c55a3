package io.sluice.etl.testing;

import java.util.TimeZone;
import org.apache.spark.sql.classic.SparkSession;

/** One Spark session with a metastore in memory for all tests of a JVM; tasks may fail three times. */
public final class TestSpark {
    private static SparkSession session;

    private TestSpark() {}

    public static synchronized SparkSession session() {
        if (session == null) {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            System.setProperty("derby.stream.error.file", "target/derby.log");
            session = SparkSession.builder()
                    .master("local[2,4]")
                    .appName("tests")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "localhost")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.session.timeZone", "UTC")
                    .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                    .config("spark.hadoop.javax.jdo.option.ConnectionURL", "jdbc:derby:memory:tests;create=true")
                    .config("spark.hadoop.hive.metastore.schema.verification", "false")
                    .config("spark.hadoop.hive.downloaded.resources.dir", "target/hive-resources")
                    .config("spark.hadoop.datanucleus.schema.autoCreateAll", "true")
                    .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                    .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                    .config("spark.databricks.delta.snapshotPartitions", "2")
                    .config("spark.hadoop.fs.file.impl", "io.sluice.etl.testing.FaultyFileSystem")
                    .enableHiveSupport()
                    .getOrCreate();
        }
        return session;
    }
}
