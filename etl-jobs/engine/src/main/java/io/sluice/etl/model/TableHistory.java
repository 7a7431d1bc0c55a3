package io.sluice.etl.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table as its journal tells it.
 *
 * @param lastSlot number of the newest slot; 0 before the first
 * @param openSlot the newest slot when it is prepared but not published; null otherwise
 * @param runs the slot of each run that has one, by its id
 * @param ledger published landed files by path
 * @param partitions current content by partition
 * @param publishers the run that published it, by partition
 * @param losers which landed files lost rows to which, by the winner
 * @param lastPublisher the run that was the last to switch a partition; null before the first
 * @param tombstones current {@link Tombstones}, by their name
 * @param offsets that published files hold, as ranges that do not touch, where offsets count
 * @param columns of its files, with their types; empty before the first
 */
public record TableHistory(
        long lastSlot,
        Slot openSlot,
        Map<String, Long> runs,
        Map<String, LedgerEntry> ledger,
        Map<String, PublishedPartition> partitions,
        Map<String, String> publishers,
        Map<String, Set<String>> losers,
        String lastPublisher,
        Map<String, PublishedPartition> tombstones,
        List<OffsetRange> offsets,
        Map<String, String> columns) {
    public TableHistory {
        runs = Map.copyOf(runs);
        ledger = Map.copyOf(ledger);
        partitions = Map.copyOf(partitions);
        publishers = Map.copyOf(publishers);
        losers = Map.copyOf(losers);
        tombstones = tombstones == null ? Map.of() : Map.copyOf(tombstones);
        offsets = offsets == null ? List.of() : List.copyOf(offsets);
        columns = columns == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** A table before its first run. */
    public static final TableHistory EMPTY = new TableHistory(
            0, null, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), null, Map.of(), List.of(), Map.of());

    /**
     * Derives what the table is from what its runs did.
     *
     * @param published closed slots in order, from the first
     * @param open the slot after them when it is prepared; null otherwise
     */
    public static TableHistory of(List<Slot> published, Slot open) {
        return EMPTY.after(published, open);
    }

    /**
     * This history and what came after it.
     *
     * @param published closed slots in order, from the one after {@link #lastSlot}
     * @param open the slot after them when it is prepared; null otherwise
     */
    public TableHistory after(List<Slot> published, Slot open) {
        HistoryBuilder builder = new HistoryBuilder(this);
        published.forEach(builder::published);
        return builder.build(open);
    }

    /**
     * The landed files that lost rows to one of the given files, or to one that did, and so on; without the given ones.
     * Who reads a file again has to read these too, since each of them may have a row to bring back.
     */
    public Set<String> losersTo(Collection<String> winners) {
        Set<String> found = new HashSet<>(winners);
        Deque<String> open = new ArrayDeque<>(winners);
        while (!open.isEmpty()) {
            for (String loser : losers.getOrDefault(open.pop(), Set.of())) {
                if (found.add(loser)) {
                    open.push(loser);
                }
            }
        }
        winners.forEach(found::remove);
        return found;
    }

    /** Published files that were read with another schema than the one of a fingerprint, in order of their paths. */
    public List<String> underOtherSchema(String fingerprint) {
        return ledger.values().stream()
                .filter(entry -> !entry.schemaFingerprint().equals(fingerprint))
                .map(LedgerEntry::path)
                .sorted(PartitionPath::compareAsBytes)
                .toList();
    }

    /** The published content behind a name of a partition or of tombstones; null when there is none. */
    public PublishedPartition content(String name) {
        return Tombstones.is(name) ? tombstones.get(name) : partitions.get(name);
    }

    public Optional<Slot> open() {
        return Optional.ofNullable(openSlot);
    }
}
