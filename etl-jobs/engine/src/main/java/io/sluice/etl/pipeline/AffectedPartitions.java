package io.sluice.etl.pipeline;

import io.sluice.etl.model.Batch;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.ReadTotals;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.model.Tombstones;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The partitions that gain or lose a row, or tombstones, with what the decision predicts of each.
 *
 * @param partitions by name, in order
 * @param unswitched rows that files gave again, to stay, in partitions where nothing else happens
 * @param targetFileSize bytes that a data file should have
 */
record AffectedPartitions(
        Decision decision, RunCounts counts, Map<String, Affected> partitions, long unswitched, long targetFileSize) {
    /**
     * One of them.
     *
     * @param before its published content; null when it is new
     */
    record Affected(PublishedPartition before, long kept, long replaced, long superseded) {}

    /** @param targetFileSize bytes that a data file should have */
    static AffectedPartitions of(
            Batch batch, ReadTotals totals, Decision decision, TableHistory history, long targetFileSize) {
        Map<String, Affected> partitions = new TreeMap<>();
        long kept = 0;
        long replaced = 0;
        long superseded = 0;
        long unswitched = 0;
        for (String name : candidates(touched(batch, totals, history), decision)) {
            Affected affected = new Affected(
                    history.content(name),
                    gained(name, totals, decision),
                    decision.replaced(name),
                    decision.superseded(name));
            long unchanged = decision.unchangedByPartition().getOrDefault(name, 0L);
            boolean changes =
                    affected.kept() > unchanged || affected.replaced() > unchanged || affected.superseded() > 0;
            if (changes) {
                partitions.put(name, affected);
            }
            if (!Tombstones.is(name)) {
                kept += affected.kept();
                replaced += affected.replaced();
                superseded += affected.superseded();
                unswitched += changes ? 0 : unchanged;
            }
        }
        RunCounts counts = new RunCounts(
                totals.accepted() + totals.rejected(),
                totals.accepted(),
                totals.rejected(),
                kept,
                decision.counts().duplicatesInBatch(),
                decision.counts().duplicatesOfExisting(),
                decision.counts().conflicts(),
                decision.deletesByPartition().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                replaced,
                superseded);
        return new AffectedPartitions(decision, counts, partitions, unswitched, targetFileSize);
    }

    /** Partitions that the batch has rows for, and those that files had rows in which it replaces. */
    static Set<String> touched(Batch batch, ReadTotals totals, TableHistory history) {
        Set<String> touched = new TreeSet<>(totals.acceptedByPartition().keySet());
        batch.replaced().forEach(path -> history.ledger().get(path).partitions().stream()
                .filter(partition ->
                        history.content(partition) != null || history.content(Tombstones.of(partition)) != null)
                .forEach(touched::add));
        return touched;
    }

    /** Touched partitions with their tombstones, and whatever else loses a row to the batch. */
    private static Set<String> candidates(Set<String> touched, Decision decision) {
        Set<String> candidates = new TreeSet<>(touched);
        touched.forEach(partition -> candidates.add(Tombstones.of(partition)));
        decision.supersededByDataFile().keySet().forEach(file -> candidates.add(file.partition()));
        decision.replacedByDataFile().keySet().forEach(file -> candidates.add(file.partition()));
        return candidates;
    }

    /** Rows of the batch that a partition gains: those that won, its tombstones being those that delete. */
    private static long gained(String name, ReadTotals totals, Decision decision) {
        long deletes = decision.deletesByPartition().getOrDefault(Tombstones.partition(name), 0L);
        return Tombstones.is(name)
                ? deletes
                : totals.acceptedByPartition().getOrDefault(name, 0L)
                        - decision.losersByPartition().getOrDefault(name, 0L)
                        - deletes;
    }

    /** How many partitions of the table are affected. */
    long ofTable() {
        return partitions.keySet().stream().filter(name -> !Tombstones.is(name)).count();
    }

    /** What the partitions will be if all goes well; they have no location yet. */
    List<PartitionChange> predicted() {
        List<PartitionChange> changes = new ArrayList<>();
        partitions.forEach((partition, affected) -> {
            if (Tombstones.is(partition)) {
                return;
            }
            long before = affected.before() == null ? 0 : affected.before().rows();
            changes.add(new PartitionChange(
                    partition,
                    affected.before(),
                    null,
                    List.of(),
                    affected.replaced(),
                    affected.superseded(),
                    affected.kept(),
                    before - affected.replaced() - affected.superseded() + affected.kept()));
        });
        return changes;
    }

    /** Published files that are written again: those that lose rows, and {@link SmallFiles} of which there are many. */
    List<PublishedPartition> rewritten() {
        return published(true);
    }

    /** Published files that lose no row, and so are carried over as they are. */
    List<PublishedPartition> carried() {
        return published(false);
    }

    private List<PublishedPartition> published(boolean losing) {
        List<PublishedPartition> chosen = new ArrayList<>();
        partitions.forEach((partition, affected) -> {
            if (affected.before() != null) {
                Predicate<DataFile> changes =
                        file -> decision.changes(new Decision.DataFileKey(partition, file.name()));
                Set<DataFile> gathered = SmallFiles.toGather(
                        affected.before().files().stream()
                                .filter(changes.negate())
                                .toList(),
                        affected.kept(),
                        targetFileSize);
                List<DataFile> files = affected.before().files().stream()
                        .filter(file -> losing == (changes.test(file) || gathered.contains(file)))
                        .toList();
                if (!files.isEmpty()) {
                    chosen.add(
                            new PublishedPartition(partition, affected.before().location(), files));
                }
            }
        });
        return chosen;
    }
}
