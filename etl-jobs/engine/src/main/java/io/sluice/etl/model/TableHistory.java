package io.sluice.etl.model;

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
 */
public record TableHistory(
        long lastSlot,
        Slot openSlot,
        Set<String> runs,
        Map<String, LedgerEntry> ledger,
        Map<String, PublishedPartition> partitions) {
    public TableHistory {
        runs = Set.copyOf(runs);
        ledger = Map.copyOf(ledger);
        partitions = Map.copyOf(partitions);
    }

    public Optional<Slot> open() {
        return Optional.ofNullable(openSlot);
    }
}
