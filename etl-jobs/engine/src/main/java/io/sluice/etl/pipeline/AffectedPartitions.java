package io.sluice.etl.pipeline;

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
import java.util.TreeMap;

/**
 * The partitions that gain or lose a row, with what the decision predicts of each.
 *
 * @param partitions by name, in order
 */
record AffectedPartitions(Decision decision, RunCounts counts, Map<String, Affected> partitions) {

    /**
     * One of them.
     *
     * @param before its published content; null when it is new
     */
    record Affected(PublishedPartition before, long kept, long superseded) {}

    static AffectedPartitions of(ReadTotals totals, Decision decision, TableHistory history) {
        Map<String, Affected> partitions = new TreeMap<>();
        long kept = 0;
        long superseded = 0;
        for (Map.Entry<String, Long> accepted : totals.acceptedByPartition().entrySet()) {
            String partition = accepted.getKey();
            Affected affected = new Affected(
                    history.partitions().get(partition),
                    accepted.getValue() - decision.losersByPartition().getOrDefault(partition, 0L),
                    decision.superseded(partition));
            if (affected.kept() > 0 || affected.superseded() > 0) {
                partitions.put(partition, affected);
                kept += affected.kept();
                superseded += affected.superseded();
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
                0,
                superseded);
        return new AffectedPartitions(decision, counts, partitions);
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
                    0,
                    affected.superseded(),
                    affected.kept(),
                    before - affected.superseded() + affected.kept()));
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
                        .filter(file -> losing
                                == decision.supersededByDataFile()
                                        .containsKey(new Decision.DataFileKey(partition, file.name())))
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
