package io.sluice.etl.publish;

import io.sluice.etl.model.Journal;
import io.sluice.etl.model.LedgerEntry;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A journal in memory. */
final class FakeJournal implements Journal {
    private final Death death;
    private final TreeMap<Long, Slot> prepared = new TreeMap<>();
    private final Set<Long> published = new HashSet<>();

    FakeJournal(Death death) {
        this.death = death;
    }

    @Override
    public TableHistory history() {
        Map<String, LedgerEntry> ledger = new HashMap<>();
        Map<String, PublishedPartition> partitions = new HashMap<>();
        Set<String> runs = new HashSet<>();
        Slot open = null;
        for (Slot slot : prepared.values()) {
            runs.add(slot.runId());
            if (published.contains(slot.number())) {
                slot.files().forEach(entry -> ledger.put(entry.path(), entry));
                slot.switches().forEach(change -> partitions.put(change.partition(), change.published()));
            } else {
                open = slot;
            }
        }
        return new TableHistory(prepared.isEmpty() ? 0 : prepared.lastKey(), open, runs, ledger, partitions);
    }

    @Override
    public void prepare(Slot slot) {
        death.pass("prepare", () -> {
            if (prepared.putIfAbsent(slot.number(), slot) != null) {
                throw SluiceException.failed("slot %d is taken".formatted(slot.number()));
            }
        });
    }

    @Override
    public void published(Slot slot) {
        death.pass("published", () -> published.add(slot.number()));
    }
}
