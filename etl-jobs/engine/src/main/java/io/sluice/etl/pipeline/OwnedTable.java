package io.sluice.etl.pipeline;

import io.sluice.etl.journal.FileJournal;
import io.sluice.etl.journal.TableFolder;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lease;
import io.sluice.etl.model.Stages;
import io.sluice.etl.publish.EvidenceFolders;
import io.sluice.etl.publish.Publisher;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.hive.HiveTableCatalog;
import java.time.Clock;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.classic.SparkSession;

/** A job's table between runs: what its upkeep works with. */
record OwnedTable(
        JobConfig job,
        Configuration configuration,
        FileJournal journal,
        TableCatalog catalog,
        Publisher publisher,
        EvidenceFolders evidence,
        Target target) {

    static OwnedTable of(JobConfig job, SparkSession spark) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        TableCatalog catalog = new HiveTableCatalog(spark, job);
        TableCatalog duplicates = DuplicatesTable.catalog(spark, job);
        FileJournal journal = new FileJournal(job.table().location(), configuration);
        return new OwnedTable(
                job,
                configuration,
                journal,
                catalog,
                new Publisher(journal, Rooms.log(spark, job), catalog, duplicates),
                new EvidenceFolders(job.table().location(), duplicates, configuration),
                new Target(job, catalog, new TableFolder(job.table().location(), configuration)));
    }

    /** The table's lease, under the name of what is done. */
    Lease lease(String work, Duration wait, Stages watcher) {
        String runId = work + "-" + RunIds.at(Clock.systemUTC().instant());
        return Leases.acquire(job, runId, wait, configuration, watcher);
    }
}
