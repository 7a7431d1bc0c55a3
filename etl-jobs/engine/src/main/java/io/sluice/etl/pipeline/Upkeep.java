package io.sluice.etl.pipeline;

import io.sluice.etl.journal.Drafts;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lease;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.Stages;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.publish.Expiry;
import io.sluice.etl.publish.Publisher;
import io.sluice.etl.source.RejectFolders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.classic.SparkSession;

/** What is done to a table between runs, each under its lease. */
public final class Upkeep {
    private final OwnedTable table;
    private final Duration wait;
    private final Stages watcher;

    /** @param wait how long to wait for a run of the table */
    public Upkeep(JobConfig job, SparkSession spark, Duration wait, Stages watcher) {
        this.table = OwnedTable.of(job, spark);
        this.wait = wait;
        this.watcher = watcher;
    }

    /**
     * What the metastore was told.
     *
     * @param partitions all that the journal knows
     */
    public record Rebuilt(int partitions, int added, int moved) {}

    /**
     * What was finished and mended.
     *
     * @param finished the slot that was open; null when none was
     * @param repaired partitions that pointed to older versions
     */
    public record Recovered(Slot finished, List<String> repaired) {}

    /**
     * What was deleted, or would be.
     *
     * @param replaced versions that a later one replaced
     * @param orphans folders of runs that died
     * @param files those of versions and orphans
     * @param bytes size of those files
     * @param rejectFolders folders of rejects, one a run
     * @param evidence runs whose partitions left the table of duplicates
     * @param drafts documents of the journal and the lease that were never given their names
     */
    public record Expired(
            long replaced, long orphans, long files, long bytes, long rejectFolders, long evidence, long drafts) {}

    /**
     * Makes the metastore say what the journal says. A slot that was left open is finished after that.
     *
     * @throws SluiceException of outcome {@code invalid} when there is no journal, or the table is somebody else's
     */
    public Rebuilt rebuildMetastore() throws IOException {
        requireJournal();
        try (Lease lease = table.lease("rebuild-metastore", wait, watcher)) {
            TableHistory history = table.journal().history();
            Publisher.Restored restored = table.publisher().restore(history);
            table.evidence().kept(table.journal().closed()).forEach(slot -> table.publisher()
                    .publishDuplicates(slot.aside().duplicates(), slot.runId()));
            history.open().ifPresent(slot -> table.publisher().rollForward(slot, history, lease));
            return new Rebuilt(restored.partitions(), restored.added(), restored.moved());
        }
    }

    /** Finishes a publication that a run left open, and mends what a run that woke up late has switched back. */
    public Recovered recover() {
        table.target().verify(requireJournal());
        try (Lease lease = table.lease("recover", wait, watcher)) {
            TableHistory history = table.journal().history();
            Slot open = history.openSlot();
            if (open != null) {
                table.publisher().rollForward(open, history, lease);
            }
            return new Recovered(open, table.publisher().repair(table.journal().history()));
        }
    }

    /**
     * Deletes versions that have been out of use for long enough, drafts as old, and rejects and evidence beyond their
     * retention.
     *
     * @param dryRun count only
     */
    public Expired expire(Duration olderThan, Instant now, boolean dryRun) throws IOException {
        table.target().verify(requireJournal());
        try (Lease lease = table.lease("expire", wait, watcher)) {
            TableHistory history = table.journal().history();
            lease.requireHeld();
            List<Slot> closed = table.journal().closed();
            Instant retained = now.minus(table.job().quarantine().retention());
            long evidence = table.evidence().expire(closed, retained, dryRun);
            Expiry versions = new Expiry(
                    table.job().table().location(),
                    closed,
                    history.openSlot(),
                    table.catalog().locations(history.partitions().keySet()).values(),
                    table.configuration());
            Set<String> kept = new HashSet<>();
            history.open().ifPresent(slot -> kept.add(slot.runId()));
            Expiry.Expired expired = versions.expire(now.minus(olderThan), dryRun);
            long rejectFolders = new RejectFolders(table.job().quarantine().location(), table.configuration())
                    .expire(retained, kept, dryRun);
            long drafts = new Drafts(table.job().table().location(), table.configuration())
                    .expire(now.minus(olderThan), dryRun);
            return new Expired(
                    expired.replaced(),
                    expired.orphans(),
                    expired.files(),
                    expired.bytes(),
                    rejectFolders,
                    evidence,
                    drafts);
        }
    }

    /** Nothing is written into a folder, not even a lease, that is not known to be this job's. */
    private TableHistory requireJournal() {
        TableHistory history = table.journal().history();
        table.target().verifyOwned(history);
        return history;
    }
}
