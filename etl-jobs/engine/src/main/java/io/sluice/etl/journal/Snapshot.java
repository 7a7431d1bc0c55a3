package io.sluice.etl.journal;

import io.sluice.etl.model.Beaten;
import io.sluice.etl.model.LedgerEntry;
import io.sluice.etl.model.OffsetRange;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.TableHistory;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the slots up to a number add up to, so that a journal of thousands is not read from its beginning. It can be made
 * again from the slots at any time.
 *
 * @param slot number of the last slot in it, which is closed
 */
record Snapshot(
        long slot,
        Map<String, Long> runs,
        List<LedgerEntry> files,
        List<PublishedPartition> partitions,
        Map<String, String> publishers,
        List<Beaten> beaten,
        String lastPublisher,
        List<PublishedPartition> tombstones,
        List<OffsetRange> offsets,
        Map<String, String> columns) {
    Snapshot {
        tombstones = tombstones == null ? List.of() : tombstones;
    }

    /** @param history without an open slot */
    static Snapshot of(TableHistory history) {
        return new Snapshot(
                history.lastSlot(),
                history.runs(),
                List.copyOf(history.ledger().values()),
                List.copyOf(history.partitions().values()),
                history.publishers(),
                history.losers().entrySet().stream()
                        .flatMap(pair -> pair.getValue().stream().map(loser -> new Beaten(loser, pair.getKey())))
                        .toList(),
                history.lastPublisher(),
                List.copyOf(history.tombstones().values()),
                history.offsets(),
                history.columns());
    }

    TableHistory history() {
        Map<String, Set<String>> losers = new HashMap<>();
        beaten.forEach(pair ->
                losers.computeIfAbsent(pair.winner(), unseen -> new HashSet<>()).add(pair.loser()));
        return new TableHistory(
                slot,
                null,
                runs,
                byName(files, LedgerEntry::path),
                byName(partitions, PublishedPartition::partition),
                publishers,
                losers,
                lastPublisher,
                byName(tombstones, PublishedPartition::partition),
                offsets,
                columns);
    }

    private static <T> Map<String, T> byName(Collection<T> values, Function<T, String> name) {
        return values.stream().collect(Collectors.toMap(name, Function.identity()));
    }
}
