package io.sluice.etl.pipeline;

import io.sluice.etl.journal.FileJournal;
import io.sluice.etl.journal.TableFolder;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Journal;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.publish.Publisher;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.hive.HiveTableCatalog;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.classic.SparkSession;

/** Registers a table again from its journal, in a metastore that lost it, moved it or never knew it. */
public final class MetastoreRebuild {
    /**
     * What it took.
     *
     * @param partitions all that the journal knows
     */
    public record Result(int partitions, int added, int moved) {}

    private MetastoreRebuild() {}

    /**
     * Makes the metastore say what the journal says. A slot that was left open is finished after that.
     *
     * @throws SluiceException of outcome {@code invalid} when there is no journal, or the table is somebody else's
     */
    public static Result rebuild(JobConfig job, SparkSession spark) {
        Configuration configuration = spark.sessionState().newHadoopConf();
        TableCatalog catalog = new HiveTableCatalog(spark, job);
        Journal journal = new FileJournal(job.table().location(), configuration);
        Publisher publisher = new Publisher(journal, Rooms.log(spark, job), catalog);
        TableHistory history = journal.history();
        new Target(job, catalog, new TableFolder(job.table().location(), configuration)).verifyRegistrable(history);
        Publisher.Restored restored = publisher.restore(history);
        history.open().ifPresent(slot -> publisher.rollForward(slot, history));
        return new Result(restored.partitions(), restored.added(), restored.moved());
    }
}
