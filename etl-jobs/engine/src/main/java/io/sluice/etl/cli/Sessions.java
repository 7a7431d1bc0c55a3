package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.SluiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.classic.SparkSession;

/** A Spark session for a job; one that was there before is shared and left running. */
final class Sessions implements AutoCloseable {
    /** Derby's key for where its log goes; a log beside every warehouse helps nobody, errors come as exceptions. */
    private static final String DERBY_LOG = "derby.stream.error.method";

    private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
    /** Who names log settings wants them. */
    private static final String LOG_SETTINGS = "log4j2.configurationFile";

    private final SparkSession session;
    private final boolean owned;

    private Sessions(SparkSession session, boolean owned) {
        this.session = session;
        this.owned = owned;
    }

    /** Opens a session that may write: the embedded metastore is made where there is none. */
    static Sessions open(JobConfig job) {
        return open(job, Duration.ZERO);
    }

    /** As {@link #open(JobConfig)}, waiting for another process that has the embedded metastore. */
    static Sessions open(JobConfig job, Duration wait) {
        return open(job, true, wait);
    }

    /** Opens a session that leaves no trace: an embedded metastore that does not exist yet is not made. */
    static Sessions openReadOnly(JobConfig job) {
        return open(job, !embedded(job) || Files.exists(Path.of(job.metastore().path())), Duration.ZERO);
    }

    /** What Hadoop is told by the class path and by {@code spark.hadoop.} settings. */
    static Configuration hadoopConfiguration() {
        return SparkHadoopUtil.get().newConfiguration(defaults());
    }

    /** The same, with what a job says of its file systems. */
    static Configuration hadoopConfiguration(JobConfig job) {
        SparkConf conf = defaults();
        job.spark().forEach(conf::set);
        return SparkHadoopUtil.get().newConfiguration(conf);
    }

    SparkSession session() {
        return session;
    }

    @Override
    public void close() {
        if (owned) {
            session.stop();
        }
    }

    private static Sessions open(JobConfig job, boolean metastore, Duration wait) {
        boolean owned = org.apache.spark.sql.SparkSession.getDefaultSession().isEmpty();
        if (owned && metastore && embedded(job)) {
            EmbeddedMetastoreLock.acquire(Path.of(job.metastore().path()), wait);
        }
        try {
            return new Sessions(
                    SparkSession.builder().config(configuration(job, metastore)).getOrCreate(), owned);
        } catch (RuntimeException failure) {
            throw SluiceException.failed("Spark did not start: " + failure.getMessage(), failure);
        }
    }

    /** Settings of every session. Hadoop caches file systems, so whoever asks for one first must say the same. */
    private static SparkConf defaults() {
        SparkConf conf = new SparkConf();
        conf.setIfMissing("spark.master", "local[*]");
        if (conf.get("spark.master").startsWith("local")) {
            conf.setIfMissing("spark.ui.enabled", "false");
            conf.setIfMissing("spark.driver.host", "localhost");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.ui.showConsoleProgress", Boolean.toString(System.console() != null));
            conf.setIfMissing("spark.hadoop.fs.file.impl", PlainLocalFileSystem.class.getName());
        }
        if (System.getProperty(LOG_SETTINGS) == null) {
            conf.setIfMissing("spark.log.level", "ERROR");
        }
        return conf;
    }

    private static SparkConf configuration(JobConfig job, boolean metastore) {
        SparkConf conf = defaults();
        conf.setIfMissing("spark.app.name", "sluice " + job.job());
        conf.set("spark.sql.catalogImplementation", metastore ? "hive" : "in-memory");
        if (metastore && embedded(job)) {
            embedMetastore(conf, Path.of(job.metastore().path()));
        }
        // A session without an id makes one up and says so on the console.
        conf.setIfMissing("spark.hadoop.hive.session.id", UUID.randomUUID().toString());
        // Hive's client else leaves an empty folder of the session's id behind in every process.
        conf.setIfMissing(
                "spark.hadoop.hive.downloaded.resources.dir",
                Path.of(System.getProperty("java.io.tmpdir"), "sluice-hive-" + System.getProperty("user.name"))
                        .toString());
        if (job.metastore().uris() != null) {
            conf.set("spark.hadoop.hive.metastore.uris", job.metastore().uris());
        }
        // Without a metastore nothing may be written, and Spark makes the folder of its default database.
        conf.set("spark.sql.warehouse.dir", metastore ? job.warehouse() : System.getProperty("java.io.tmpdir"));
        job.spark().forEach(conf::set);
        if (job.table().format() == JobConfig.Format.DELTA) {
            DeltaSessions.configure(conf);
        }
        if (metastore) {
            HiveClientJars.configure(conf, job.metastore().version());
        }
        insist(conf);
        return conf;
    }

    /** What no job may change: times are UTC everywhere, and results of tasks travel in Java's serialization. */
    private static void insist(SparkConf conf) {
        String executorOptions = conf.get(EXECUTOR_OPTIONS, "");
        if (!executorOptions.contains("-Duser.timezone")) {
            conf.set(EXECUTOR_OPTIONS, (executorOptions + " -Duser.timezone=UTC").strip());
        }
        conf.set("spark.sql.session.timeZone", "UTC");
        conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    }

    private static void embedMetastore(SparkConf conf, Path folder) {
        conf.set(
                "spark.hadoop.javax.jdo.option.ConnectionURL",
                "jdbc:derby:;databaseName=" + folder.resolve("metastore_db") + ";create=true");
        conf.set("spark.hadoop.hive.metastore.schema.verification", "false");
        conf.set("spark.hadoop.datanucleus.schema.autoCreateAll", "true");
        System.setProperty(DERBY_LOG, "java.io.OutputStream.nullOutputStream");
    }

    /** A job names a metastore, or else a {@code hive-site.xml} on the class path does; its other settings count too. */
    private static boolean embedded(JobConfig job) {
        return job.metastore().uris() == null
                && Thread.currentThread().getContextClassLoader().getResource("hive-site.xml") == null;
    }
}
