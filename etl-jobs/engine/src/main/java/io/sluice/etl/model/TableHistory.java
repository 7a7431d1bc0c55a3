package io.sluice.etl.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table as its journal tells it.
 *
 * @param lastSlot number of the newest slot; 0 before the first
 * @param openSlot the newest slot when it is prepared but not published; null otherwise
 * @param runs ids of all runs that have a slot
 * @param ledger published landed files by path
 * @param partitions current content by partition
 * @param publishers the run that published it, by partition
 * @param lastPublisher the run that was the last to switch a partition; null before the first
 */
public record TableHistory(
        long lastSlot,
        Slot openSlot,
        Set<String> runs,
        Map<String, LedgerEntry> ledger,
        Map<String, PublishedPartition> partitions,
        Map<String, String> publishers,
        String lastPublisher) {
    public TableHistory {
        runs = Set.copyOf(runs);
        ledger = Map.copyOf(ledger);
        partitions = Map.copyOf(partitions);
        publishers = Map.copyOf(publishers);
    }

    /**
     * Derives what the table is from what its runs did.
     *
     * @param published closed slots in order, from the first
     * @param open the slot after them when it is prepared; null otherwise
     */
    public static TableHistory of(List<Slot> published, Slot open) {
        Set<String> runs = new HashSet<>();
        Map<String, LedgerEntry> ledger = new HashMap<>();
        Map<String, PublishedPartition> partitions = new HashMap<>();
        Map<String, String> publishers = new HashMap<>();
        String lastPublisher = null;
        for (Slot slot : published) {
            runs.add(slot.runId());
            slot.files().forEach(entry -> ledger.put(entry.path(), entry));
            for (Slot.Switch change : slot.switches()) {
                partitions.put(change.partition(), change.published());
                publishers.put(change.partition(), slot.runId());
                lastPublisher = slot.runId();
            }
        }
        long last =
                published.isEmpty() ? 0 : published.get(published.size() - 1).number();
        if (open != null) {
            runs.add(open.runId());
            last = open.number();
        }
        return new TableHistory(last, open, runs, ledger, partitions, publishers, lastPublisher);
    }

    public Optional<Slot> open() {
        return Optional.ofNullable(openSlot);
    }
}
