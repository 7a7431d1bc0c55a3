package io.sluice.etl.pipeline;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Duplicates;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.publish.CatalogTable;
import io.sluice.etl.publish.Locations;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.hive.HiveTableCatalog;
import io.sluice.etl.sink.Staged;
import io.sluice.etl.sink.VersionSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;

/** The table of duplicates beside a job's table: one new partition a run for each partition that lost deliveries. */
final class DuplicatesTable {
    private final JobConfig job;
    private final JobConfig duplicates;
    private final TableCatalog catalog;
    private final VersionSink sink;

    DuplicatesTable(SparkSession spark, JobConfig job, String runId) {
        this.job = job;
        this.duplicates = Duplicates.of(job);
        this.catalog = catalog(spark, job);
        this.sink = new VersionSink(spark, duplicates, runId);
    }

    /** Where readers look up the duplicates of a job's table. */
    static TableCatalog catalog(SparkSession spark, JobConfig job) {
        return new HiveTableCatalog(spark, Duplicates.of(job));
    }

    /**
     * Makes sure that no other table takes the name.
     *
     * @throws SluiceException of outcome {@code invalid} when one does
     */
    void verify() {
        if (job.dedup().evidence() == Dedup.Evidence.NONE) {
            return;
        }
        Optional<CatalogTable> table = catalog.table();
        boolean ours = table.isEmpty()
                || job.job().equals(table.get().properties().get(TableCatalog.JOB_PROPERTY))
                        && Locations.same(
                                table.get().location(), duplicates.table().location());
        if (!ours) {
            throw SluiceException.invalid(
                    "table %s at %s is not this job's to write; drop it, or set dedup.evidence to none"
                            .formatted(duplicates.table().name(), table.get().location()));
        }
    }

    /** Writes what a decision says of the deliveries that lost; readers see it with the slot. */
    List<Slot.Switch> stage(Dataset<Row> evidence, Collection<String> partitions) throws IOException {
        Staged staged = sink.write(evidence, partitions.size());
        Map<String, List<DataFile>> versions = new HashMap<>();
        List<Slot.Switch> additions = new ArrayList<>();
        for (String partition : new TreeSet<>(staged.filesByPartition().keySet())) {
            List<DataFile> files = staged.files(partition);
            versions.put(partition, files);
            additions.add(new Slot.Switch(partition, null, sink.location(partition), files));
        }
        sink.sweep(versions);
        return additions;
    }

    /** Removes what was staged, when nothing points to it. */
    void discard() throws IOException {
        sink.discard();
    }
}
