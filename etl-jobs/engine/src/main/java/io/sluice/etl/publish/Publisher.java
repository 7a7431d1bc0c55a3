package io.sluice.etl.publish;

import io.sluice.etl.model.Journal;
import io.sluice.etl.model.Lease;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes plans visible: prepares a slot, switches log and catalogue, reads them back, closes the slot. */
public final class Publisher {
    /** One question to the metastore for so many partitions takes about a second. */
    private static final int MOST_LOOKED_AT = 2_000;

    private final Journal journal;
    private final TableLog log;
    private final TableCatalog catalog;
    private final TableCatalog duplicates;

    /** What the catalogue is told of a slot: partitions that it knows, and those that it does not. */
    private record Changes(List<Slot.Switch> moves, List<Slot.Switch> additions) {}

    /** A publisher of a table without a table of duplicates. */
    public Publisher(Journal journal, TableLog log, TableCatalog catalog) {
        this(journal, log, catalog, null);
    }

    /** @param duplicates where readers look up the table of duplicates; null when no slot has any */
    public Publisher(Journal journal, TableLog log, TableCatalog catalog, TableCatalog duplicates) {
        this.journal = journal;
        this.log = log;
        this.catalog = catalog;
        this.duplicates = duplicates;
    }

    /**
     * Publishes a plan that was made on a history.
     *
     * @param lease under which it is published
     * @return the slot that it took
     */
    public Slot publish(PublishPlan plan, TableHistory history, String schemaFingerprint, Instant now, Lease lease) {
        Slot slot = plan.inSlot(history.lastSlot() + 1, schemaFingerprint, now.toString());
        journal.prepare(slot);
        rollForward(slot, history, lease);
        return slot;
    }

    /**
     * Finishes a prepared slot, whoever prepared it and however far it came.
     *
     * <p>Where another run has finished it meanwhile, whatever got in the way of doing so again does not matter.
     *
     * @param history in which the slot is not closed
     * @param lease under which it is finished
     */
    public void rollForward(Slot slot, TableHistory history, Lease lease) {
        try {
            finish(slot, history, lease);
        } catch (SluiceException inTheWay) {
            if (!isClosed(slot, inTheWay)) {
                throw inTheWay;
            }
        }
        undoIfLate(slot);
    }

    private void finish(Slot slot, TableHistory history, Lease lease) {
        if (!slot.switches().isEmpty()) {
            Changes changes = changes(slot);
            lease.requireHeld();
            log.commit(slot, history);
            catalog.createIfAbsent();
            catalog.extend(slot.columns());
            lease.requireHeld();
            switchPartitions(changes, slot.runId());
            verify(slot);
            catalog.mark(slot.runId());
        }
        publishDuplicates(slot.aside().duplicates(), slot.runId());
        journal.published(slot);
        log.closed(slot);
    }

    private boolean isClosed(Slot slot, SluiceException inTheWay) {
        try {
            TableHistory now = journal.history();
            boolean open =
                    now.open().filter(other -> other.number() == slot.number()).isPresent();
            return !open && now.lastSlot() >= slot.number();
        } catch (SluiceException unreadable) {
            inTheWay.addSuppressed(unreadable);
            return false;
        }
    }

    /**
     * Adds what a run found of duplicates; partitions that are there already are left as they are.
     *
     * @return how many were added
     */
    public int publishDuplicates(List<Slot.Switch> additions, String runId) {
        if (additions.isEmpty()) {
            return 0;
        }
        duplicates.createIfAbsent();
        Map<String, String> seen = duplicates.locations(
                additions.stream().map(Slot.Switch::partition).toList());
        List<Slot.Switch> missing = additions.stream()
                .filter(addition -> !seen.containsKey(addition.partition()))
                .toList();
        if (!missing.isEmpty()) {
            duplicates.add(missing, runId);
        }
        return missing.size();
    }

    /** Whoever stood still within the switch, while others went on, has switched back what they published. */
    private void undoIfLate(Slot slot) {
        TableHistory now = journal.history();
        if (now.lastSlot() > slot.number()) {
            log.undo(slot, now);
            repair(now);
            if (now.lastPublisher() != null) {
                catalog.mark(now.lastPublisher());
            }
        }
    }

    /**
     * Moves partitions that point to older versions of this table to what the journal says; an earlier run that woke up
     * late leaves them so. Partitions that point to anything else are left, for {@link #verifyCurrent} to complain of.
     *
     * <p>In a table of very many partitions nothing is looked at: those that a run touches are verified anyway.
     *
     * @return names of the partitions that were moved
     */
    public List<String> repair(TableHistory history) {
        if (history.partitions().isEmpty() || history.partitions().size() > MOST_LOOKED_AT) {
            return List.of();
        }
        Set<String> inTheMaking =
                history.open().map(slot -> Set.copyOf(partitions(slot))).orElse(Set.of());
        Map<String, String> seen = catalog.locations(history.partitions().keySet());
        List<String> moved = new ArrayList<>();
        for (Map.Entry<String, List<PublishedPartition>> run :
                byPublisher(history).entrySet()) {
            List<Slot.Switch> moves = run.getValue().stream()
                    .filter(partition -> !inTheMaking.contains(partition.partition()))
                    .filter(partition -> isOlderVersion(seen.get(partition.partition()), partition, history))
                    .map(partition -> new Slot.Switch(
                            partition.partition(),
                            seen.get(partition.partition()),
                            partition.location(),
                            partition.files()))
                    .toList();
            switchPartitions(new Changes(moves, List.of()), run.getKey());
            moves.forEach(move -> moved.add(move.partition()));
        }
        return moved;
    }

    /** Versions are told by the run in their path: {@code <table>/_versions/<run id>/<attempt>/<partition>}. */
    private static boolean isOlderVersion(String location, PublishedPartition partition, TableHistory history) {
        if (location == null || Locations.same(location, partition.location())) {
            return false;
        }
        Optional<String> run = Locations.versionOf(location, partition);
        return run.isPresent() && history.runs().containsKey(run.get());
    }

    /**
     * Makes sure, before any work, that the table's log is this job's to write.
     *
     * @throws SluiceException of outcome {@code invalid} or {@code unknown} when it is not
     */
    public void verifyOwned(TableHistory history) {
        log.verifyOwned(history);
    }

    /**
     * Makes sure that readers of some partitions see what the journal says they see.
     *
     * @throws SluiceException of outcome {@code unknown} when they see something else
     */
    public void verifyCurrent(Collection<String> partitions, TableHistory history) {
        List<PublishedPartition> published = partitions.stream()
                .map(history.partitions()::get)
                .filter(Objects::nonNull)
                .toList();
        Map<String, String> seen = catalog.locations(
                published.stream().map(PublishedPartition::partition).toList());
        for (PublishedPartition partition : published) {
            String location = seen.get(partition.partition());
            if (location == null || !Locations.same(location, partition.location())) {
                throw stranger(partition.partition(), location, List.of(partition.location()));
            }
        }
        log.verifyCurrent(partitions, history);
    }

    /**
     * Makes the catalogue say what closed slots say, wherever it was before: the way back after a metastore was lost.
     *
     * @return how many partitions had to be added or moved
     */
    public Restored restore(TableHistory history) {
        catalog.createIfAbsent();
        catalog.extend(history.columns());
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
            switchPartitions(new Changes(moves, additions), run.getKey());
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

    /** What is left to tell the catalogue; a partition that is somewhere else ends the slot before anything changed. */
    private Changes changes(Slot slot) {
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
        return new Changes(moves, additions);
    }

    private void switchPartitions(Changes changes, String runId) {
        if (!changes.moves().isEmpty()) {
            catalog.move(changes.moves(), runId);
        }
        if (!changes.additions().isEmpty()) {
            catalog.add(changes.additions(), runId);
        }
    }

    private void verify(Slot slot) {
        Map<String, String> seen = catalog.locations(partitions(slot));
        for (Slot.Switch change : slot.switches()) {
            String location = seen.get(change.partition());
            if (location == null || !Locations.same(location, change.newLocation())) {
                throw stranger(change.partition(), location, List.of(change.newLocation()));
            }
        }
        log.verifyCommitted(slot);
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
