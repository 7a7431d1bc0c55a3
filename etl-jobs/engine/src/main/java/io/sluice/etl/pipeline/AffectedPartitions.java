package io.sluice.etl.pipeline;

import io.sluice.etl.model.Batch;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.ReadTotals;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.TableHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The partitions that gain or lose a row, with what the decision predicts of each.
 *
 * @param partitions by name, in order
 * @param unswitched rows that files gave again, to stay, in partitions where nothing else happens
 */
record AffectedPartitions(Decision decision, RunCounts counts, Map<String, Affected> partitions, long unswitched) {

    /**
     * One of them.
     *
     * @param before its published content; null when it is new
     */
    record Affected(PublishedPartition before, long kept, long replaced, long superseded) {}

    static AffectedPartitions of(Batch batch, ReadTotals totals, Decision decision, TableHistory history) {
        Map<String, Affected> partitions = new TreeMap<>();
        long kept = 0;
        long replaced = 0;
        long superseded = 0;
        long unswitched = 0;
        for (String partition : touched(batch, totals, history)) {
            Affected affected = new Affected(
                    history.partitions().get(partition),
                    totals.acceptedByPartition().getOrDefault(partition, 0L)
                            - decision.losersByPartition().getOrDefault(partition, 0L),
                    decision.replaced(partition),
                    decision.superseded(partition));
            kept += affected.kept();
            replaced += affected.replaced();
            superseded += affected.superseded();
            long unchanged = decision.unchangedByPartition().getOrDefault(partition, 0L);
            if (affected.kept() > unchanged || affected.replaced() > unchanged || affected.superseded() > 0) {
                partitions.put(partition, affected);
            } else {
                unswitched += unchanged;
            }
        }
        RunCounts counts = new RunCounts(
                totals.accepted() + totals.rejected(),
                totals.accepted(),
                totals.rejected(),
                kept,
                decision.duplicatesInBatch(),
                decision.duplicatesOfExisting(),
                decision.conflicts(),
                0,
                replaced,
                superseded);
        return new AffectedPartitions(decision, counts, partitions, unswitched);
    }

    /** Partitions that the batch has rows for, and those that files had rows in which it replaces. */
    static Set<String> touched(Batch batch, ReadTotals totals, TableHistory history) {
        Set<String> touched = new TreeSet<>(totals.acceptedByPartition().keySet());
        batch.replaced().forEach(path -> history.ledger().get(path).partitions().stream()
                .filter(history.partitions()::containsKey)
                .forEach(touched::add));
        return touched;
    }

    /** What the partitions will be if all goes well; they have no location yet. */
    List<PartitionChange> predicted() {
        List<PartitionChange> changes = new ArrayList<>();
        partitions.forEach((partition, affected) -> {
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

    /** Published files that lose rows, and so have to be written again. */
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
                List<DataFile> files = affected.before().files().stream()
                        .filter(file -> losing == decision.changes(new Decision.DataFileKey(partition, file.name())))
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
