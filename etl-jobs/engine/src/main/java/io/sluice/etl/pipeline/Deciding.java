package io.sluice.etl.pipeline;

import io.sluice.etl.dedup.DedupPlan;
import io.sluice.etl.dedup.FileNumbers;
import io.sluice.etl.dedup.PartitionDays;
import io.sluice.etl.dedup.PlanChoice;
import io.sluice.etl.model.Batch;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.DedupReport;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.OffsetRange;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.ReadTotals;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.model.TaskSummary;
import io.sluice.etl.model.Tombstones;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which rows of a batch stay: reads it, and sets it against what is published in its window. */
final class Deciding implements AutoCloseable {
    private final JobConfig job;
    private final Batch batch;
    private final TableHistory history;
    private final String losers;
    private final DedupPlan plan;
    private PlanChoice choice;

    /** @param dryRun whether nothing may be written: rejects and positions of losers are only counted then */
    Deciding(Rooms rooms, JobConfig job, Batch batch, TableHistory history, boolean dryRun) {
        this.job = job;
        this.batch = batch;
        this.history = history;
        this.losers = dryRun ? null : rooms.sink().root() + "/_losers";
        this.choice = PlanChoice.of(job, batch.bytes(), history.ledger().values());
        FileNumbers numbers = FileNumbers.of(batch.paths(), history.ledger().keySet());
        this.plan = new DedupPlan(
                rooms.spark(),
                job,
                numbers,
                rooms.published(),
                rooms.reader()
                        .all(
                                batch.files(),
                                numbers::of,
                                dryRun ? null : rooms.rejects().location(),
                                dryRun ? null : rooms.sink().blockFolder()),
                batch.bytes(),
                !batch.replaced().isEmpty(),
                choice);
    }

    /** Reads the batch. */
    ReadTotals read() {
        return ReadTotals.of(batch, plan.summaries());
    }

    /** Published partitions that may lose a row to the batch, or beat one of it. */
    Set<String> window(ReadTotals totals) {
        return new TreeSet<>(new PartitionDays(job)
                .around(
                        AffectedPartitions.touched(batch, totals, history),
                        history.partitions().keySet()));
    }

    Decision decide(ReadTotals totals) {
        Set<String> touched = AffectedPartitions.touched(batch, totals, history);
        PartitionDays days = new PartitionDays(job);
        Set<String> names = window(totals);
        List<String> buried = history.tombstones().keySet().stream()
                .map(Tombstones::partition)
                .sorted()
                .toList();
        days.around(touched, buried).forEach(partition -> names.add(Tombstones.of(partition)));
        List<PublishedPartition> existing = new ArrayList<>();
        names.forEach(name -> existing.add(history.content(name)));
        long published = existing.stream().mapToLong(PublishedPartition::rows).sum();
        choice = choice.among(job, totals.accepted(), published);
        return plan.decide(choice, totals.acceptedByPartition(), existing, losers);
    }

    /** The offsets that the batch holds, where offsets count. */
    List<OffsetRange> offsets() {
        return plan.offsets();
    }

    /** Offsets that are missing between those of the batch and those of files published before. */
    List<OffsetRange> offsetGaps() {
        Collection<OffsetRange> published = history.offsets();
        return OffsetRange.gaps(offsets(), published);
    }

    /** The rows of the table of duplicates. */
    Dataset<Row> evidence(String runId) {
        return plan.evidence(runId);
    }

    /**
     * Puts the raw bytes of conflicts into quarantine, where the job wants them there.
     *
     * @return the quarantine files that were written
     */
    List<String> quarantineConflicts(Decision decision, Rooms rooms) {
        if (decision.conflicting().isEmpty()) {
            return List.of();
        }
        List<LandedFile> files = batch.files().stream()
                .filter(file -> decision.conflicting().containsKey(file.path()))
                .toList();
        return rooms
                .reader()
                .quarantining(files, decision.conflicting(), rooms.rejects().location())
                .collectAsList()
                .stream()
                .map(row -> TaskSummary.fromBytes(row.getAs(StepColumns.SUMMARY)))
                .flatMap(summary -> summary.rejectFiles().stream())
                .toList();
    }

    String planName() {
        return choice.name();
    }

    DedupReport report(Decision decision) {
        return new DedupReport(
                job.dedup().strategy().name().toLowerCase(Locale.ROOT),
                job.dedup().lookback().toString(),
                choice.reason(),
                choice.estimatedBytes(),
                decision.counts().shuffledBytes(),
                decision.counts().keysOutsideWindow(),
                offsetGaps());
    }

    @Override
    public void close() {
        plan.close();
    }
}
