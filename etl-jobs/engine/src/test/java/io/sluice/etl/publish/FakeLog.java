package io.sluice.etl.publish;

import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** A log in memory, of locations, that counts its commits; what it never heard of may be anywhere. */
final class FakeLog implements TableLog {
    private final Death death;
    private final Map<String, String> locations = new TreeMap<>();
    private long committed;
    private int commits;

    FakeLog(Death death) {
        this.death = death;
    }

    /** A partition that is there already. */
    FakeLog with(String partition, String location) {
        locations.put(partition, location);
        return this;
    }

    Map<String, String> content() {
        return Map.copyOf(locations);
    }

    int commits() {
        return commits;
    }

    @Override
    public void verifyOwned(TableHistory history) {}

    @Override
    public void verifyCurrent(Collection<String> partitions, TableHistory history) {
        for (String partition : partitions) {
            PublishedPartition published = history.partitions().get(partition);
            require(partition, published == null ? null : published.location());
        }
    }

    @Override
    public void commit(Slot slot, TableHistory history) {
        death.pass("commit", () -> {
            if (committed >= slot.number()) {
                return;
            }
            slot.switches().forEach(change -> require(change.partition(), change.oldLocation()));
            slot.switches().forEach(change -> locations.put(change.partition(), change.newLocation()));
            committed = slot.number();
            commits++;
        });
    }

    @Override
    public void verifyCommitted(Slot slot) {
        death.pass(
                "verify", () -> slot.switches().forEach(change -> require(change.partition(), change.newLocation())));
    }

    private void require(String partition, String location) {
        String found = locations.get(partition);
        if (found != null && !found.equals(location)) {
            throw SluiceException.unknown("partition %s is somebody else's".formatted(partition));
        }
    }
}
