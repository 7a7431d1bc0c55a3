package io.sluice.etl.pipeline;

import io.sluice.etl.audit.Auditor;
import io.sluice.etl.audit.ColumnarFooters;
import io.sluice.etl.audit.Footers;
import io.sluice.etl.dedup.Deletes;
import io.sluice.etl.dedup.PublishedRows;
import io.sluice.etl.journal.FileJournal;
import io.sluice.etl.journal.TableFolder;
import io.sluice.etl.landing.LandingDiscovery;
import io.sluice.etl.landing.Layout;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Journal;
import io.sluice.etl.model.Lease;
import io.sluice.etl.model.Stages;
import io.sluice.etl.publish.PlainFolders;
import io.sluice.etl.publish.Publisher;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.TableLog;
import io.sluice.etl.publish.delta.DeltaTableLog;
import io.sluice.etl.publish.hive.HiveTableCatalog;
import io.sluice.etl.sink.FileCarrier;
import io.sluice.etl.sink.VersionSink;
import io.sluice.etl.source.LandingReader;
import io.sluice.etl.source.RejectFolder;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.classic.SparkSession;

/** What the steps of a run work with, wired for one job and one run. */
record Rooms(
        SparkSession spark,
        JobConfig job,
        LandingDiscovery discovery,
        LandingReader reader,
        RejectFolder rejects,
        PublishedRows published,
        Deletes deletes,
        VersionSink sink,
        Footers footers,
        Auditor auditor,
        Journal journal,
        Publisher publisher,
        Target target,
        DuplicatesTable duplicates) {

    static Rooms of(SparkSession spark, JobConfig job, String runId) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        return of(
                spark,
                job,
                runId,
                log(spark, job),
                new HiveTableCatalog(spark, job),
                new ColumnarFooters(job.table().format().files(), configuration));
    }

    /** Takes the lease of the table for a run. */
    Lease lease(RunRequest request, Stages watcher) {
        return Leases.acquire(
                job, request.runId(), request.patience(), spark.sessionState().newHadoopConf(), watcher);
    }

    /** The log that a table of the job's format has. */
    static TableLog log(SparkSession spark, JobConfig job) {
        return switch (job.table().format()) {
            case PARQUET, ORC ->
                switch (job.table().layout()) {
                    case VERSIONED -> TableLog.NONE;
                    case PLAIN -> new PlainFolders(spark.sessionState().newHadoopConf(), FileCarrier::carry);
                };
            case DELTA -> new DeltaTableLog(spark, job);
        };
    }

    /** Wires the rooms around another log or catalogue, or another way to count rows. */
    static Rooms of(
            SparkSession spark, JobConfig job, String runId, TableLog log, TableCatalog catalog, Footers footers) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        Journal journal = new FileJournal(job.table().location(), configuration);
        return new Rooms(
                spark,
                job,
                new LandingDiscovery(
                        configuration,
                        job.landing().path(),
                        Layout.parse(job.landing().layout()),
                        job.landing().format().leftAlone()),
                new LandingReader(spark, job, runId),
                new RejectFolder(job.quarantine().location(), runId, configuration),
                new PublishedRows(spark, job),
                new Deletes(job),
                new VersionSink(spark, job, runId),
                footers,
                new Auditor(spark, job),
                journal,
                new Publisher(journal, log, catalog, DuplicatesTable.catalog(spark, job)),
                new Target(job, catalog, new TableFolder(job.table().location(), configuration)),
                new DuplicatesTable(spark, job, runId));
    }
}
