package io.sluice.etl.pipeline;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Slot;
import io.sluice.etl.publish.CatalogTable;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.hive.HiveTableCatalog;
import io.sluice.etl.testing.TestSpark;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The real catalogue, which a run loses while it adds partitions. */
class DyingCatalog implements TableCatalog {
    private final TableCatalog real;
    private final boolean afterwards;

    /** @param afterwards whether the partitions are added before the run dies */
    DyingCatalog(JobConfig job, boolean afterwards) {
        this.real = new HiveTableCatalog(TestSpark.session(), job);
        this.afterwards = afterwards;
    }

    @Override
    public Optional<CatalogTable> table() {
        return real.table();
    }

    @Override
    public void createIfAbsent() {
        real.createIfAbsent();
    }

    @Override
    public void extend(Map<String, String> columns) {
        real.extend(columns);
    }

    @Override
    public Map<String, String> locations(Collection<String> partitions) {
        return real.locations(partitions);
    }

    @Override
    public void move(Collection<Slot.Switch> versions, String runId) {
        real.move(versions, runId);
    }

    @Override
    public void add(Collection<Slot.Switch> versions, String runId) {
        if (afterwards) {
            real.add(versions, runId);
        }
        throw new IllegalStateException("the metastore went away");
    }

    @Override
    public void drop(Collection<String> partitions) {
        real.drop(partitions);
    }

    @Override
    public void mark(String runId) {
        real.mark(runId);
    }
}
