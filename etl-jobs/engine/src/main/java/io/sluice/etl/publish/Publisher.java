package io.sluice.etl.publish;

import io.sluice.etl.model.Journal;
import io.sluice.etl.model.PublishPlan;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes plans visible: prepares a slot, switches the catalogue, reads it back, closes the slot. */
public final class Publisher {
    private final Journal journal;
    private final TableCatalog catalog;

    public Publisher(Journal journal, TableCatalog catalog) {
        this.journal = journal;
        this.catalog = catalog;
    }

    /**
     * Publishes a plan that was made on a history.
     *
     * @return the slot that it took
     */
    public Slot publish(PublishPlan plan, TableHistory history, String schemaFingerprint, Instant now) {
        Slot slot = plan.inSlot(history.lastSlot() + 1, schemaFingerprint, now.toString());
        journal.prepare(slot);
        rollForward(slot);
        return slot;
    }

    /** Finishes a prepared slot, whoever prepared it and however far it came. */
    public void rollForward(Slot slot) {
        if (!slot.switches().isEmpty()) {
            catalog.createIfAbsent();
            switchPartitions(slot);
            verify(slot);
            catalog.mark(slot.runId());
        }
        journal.published(slot);
    }

    /**
     * Makes sure that readers see what the journal says they see.
     *
     * @throws SluiceException of outcome {@code unknown} when a partition is somewhere else
     */
    public void verifyCurrent(Collection<PublishedPartition> partitions) {
        Map<String, String> seen = catalog.locations(
                partitions.stream().map(PublishedPartition::partition).toList());
        for (PublishedPartition partition : partitions) {
            String location = seen.get(partition.partition());
            if (location == null || !Locations.same(location, partition.location())) {
                throw stranger(partition.partition(), location, List.of(partition.location()));
            }
        }
    }

    /**
     * Makes the catalogue say what closed slots say, wherever it was before: the way back after a metastore was lost.
     *
     * @return how many partitions had to be added or moved
     */
    public Restored restore(TableHistory history) {
        catalog.createIfAbsent();
        Map<String, String> seen = catalog.locations(history.partitions().keySet());
        int added = 0;
        int moved = 0;
        for (Map.Entry<String, List<PublishedPartition>> run :
                byPublisher(history).entrySet()) {
            List<Slot.Switch> additions = new ArrayList<>();
            List<Slot.Switch> moves = new ArrayList<>();
            for (PublishedPartition partition : run.getValue()) {
                String location = seen.get(partition.partition());
                Slot.Switch version =
                        new Slot.Switch(partition.partition(), location, partition.location(), partition.files());
                if (location == null) {
                    additions.add(version);
                } else if (!Locations.same(location, partition.location())) {
                    moves.add(version);
                }
            }
            apply(moves, additions, run.getKey());
            added += additions.size();
            moved += moves.size();
        }
        if (history.lastPublisher() != null) {
            catalog.mark(history.lastPublisher());
        }
        return new Restored(history.partitions().size(), added, moved);
    }

    /** @param partitions all that the journal knows */
    public record Restored(int partitions, int added, int moved) {}

    private static Map<String, List<PublishedPartition>> byPublisher(TableHistory history) {
        return history.partitions().values().stream()
                .sorted(Comparator.comparing(PublishedPartition::partition))
                .collect(Collectors.groupingBy(
                        partition -> history.publishers().get(partition.partition()),
                        TreeMap::new,
                        Collectors.toList()));
    }

    private void apply(List<Slot.Switch> moves, List<Slot.Switch> additions, String runId) {
        if (!moves.isEmpty()) {
            catalog.move(moves, runId);
        }
        if (!additions.isEmpty()) {
            catalog.add(additions, runId);
        }
    }

    private void switchPartitions(Slot slot) {
        Map<String, String> seen = catalog.locations(partitions(slot));
        List<Slot.Switch> moves = new ArrayList<>();
        List<Slot.Switch> additions = new ArrayList<>();
        for (Slot.Switch change : slot.switches()) {
            String location = seen.get(change.partition());
            if (location == null && change.oldLocation() == null) {
                additions.add(change);
            } else if (location != null
                    && change.oldLocation() != null
                    && Locations.same(location, change.oldLocation())) {
                moves.add(change);
            } else if (location == null || !Locations.same(location, change.newLocation())) {
                throw stranger(
                        change.partition(),
                        location,
                        change.oldLocation() == null
                                ? List.of(change.newLocation())
                                : List.of(change.oldLocation(), change.newLocation()));
            }
        }
        apply(moves, additions, slot.runId());
    }

    private void verify(Slot slot) {
        Map<String, String> seen = catalog.locations(partitions(slot));
        for (Slot.Switch change : slot.switches()) {
            String location = seen.get(change.partition());
            if (location == null || !Locations.same(location, change.newLocation())) {
                throw stranger(change.partition(), location, List.of(change.newLocation()));
            }
        }
    }

    private static List<String> partitions(Slot slot) {
        return slot.switches().stream().map(Slot.Switch::partition).toList();
    }

    private static SluiceException stranger(String partition, String found, List<String> expected) {
        return SluiceException.unknown(
                "partition %s is %s in the catalogue, but the journal expects %s. Somebody else changed it. Set the location to the expected one, then run again"
                        .formatted(partition, found == null ? "absent" : "at " + found, String.join(" or ", expected)));
    }
}
