package io.sluice.etl.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds closed slots to a history, one after the other. */
final class HistoryBuilder {
    private final Map<String, Long> runs;
    private final Map<String, LedgerEntry> ledger;
    private final Map<String, PublishedPartition> partitions;
    private final Map<String, String> publishers;
    private final Map<String, Set<String>> winnersByLoser = new HashMap<>();
    private final Map<String, PublishedPartition> tombstones;
    private final List<OffsetRange> offsets;
    private long lastSlot;
    private Map<String, String> columns;
    private String lastPublisher;

    HistoryBuilder(TableHistory before) {
        runs = new HashMap<>(before.runs());
        ledger = new HashMap<>(before.ledger());
        partitions = new HashMap<>(before.partitions());
        publishers = new HashMap<>(before.publishers());
        before.losers().forEach((winner, losers) -> losers.forEach(loser -> beaten(loser, winner)));
        tombstones = new HashMap<>(before.tombstones());
        offsets = new ArrayList<>(before.offsets());
        lastSlot = before.lastSlot();
        columns = before.columns();
        lastPublisher = before.lastPublisher();
    }

    void published(Slot slot) {
        runs.put(slot.runId(), slot.number());
        for (LedgerEntry file : slot.files()) {
            ledger.put(file.path(), file);
            // Whoever a file had lost to: the run that read it again found out anew.
            winnersByLoser.remove(file.path());
        }
        for (Beaten pair : slot.beaten()) {
            beaten(pair.loser(), pair.winner());
        }
        for (Slot.Switch change : slot.switches()) {
            partitions.put(change.partition(), change.published());
            publishers.put(change.partition(), slot.runId());
            columns = slot.columns();
            lastPublisher = slot.runId();
        }
        for (Slot.Switch change : slot.aside().tombstones()) {
            tombstones.put(change.partition(), change.published());
        }
        offsets.addAll(slot.aside().offsets());
        lastSlot = slot.number();
    }

    /** @param open the slot after those published when it is prepared; null otherwise */
    TableHistory build(Slot open) {
        if (open != null) {
            runs.put(open.runId(), open.number());
            lastSlot = open.number();
        }
        Map<String, Set<String>> losers = new HashMap<>();
        winnersByLoser.forEach((loser, winners) -> winners.forEach(winner ->
                losers.computeIfAbsent(winner, unseen -> new HashSet<>()).add(loser)));
        return new TableHistory(
                lastSlot,
                open,
                runs,
                ledger,
                partitions,
                publishers,
                losers,
                lastPublisher,
                tombstones,
                OffsetRange.condensed(OffsetRange.merged(offsets)),
                columns);
    }

    private void beaten(String loser, String winner) {
        winnersByLoser.computeIfAbsent(loser, unseen -> new HashSet<>()).add(winner);
    }
}
