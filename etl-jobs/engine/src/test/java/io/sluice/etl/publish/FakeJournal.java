package io.sluice.etl.publish;

import io.sluice.etl.model.Journal;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        Map<Boolean, List<Slot>> slots = prepared.values().stream()
                .collect(Collectors.partitioningBy(slot -> published.contains(slot.number())));
        return TableHistory.of(
                slots.get(true), slots.get(false).stream().findFirst().orElse(null));
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
