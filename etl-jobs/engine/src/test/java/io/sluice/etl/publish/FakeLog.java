package io.sluice.etl.publish;

import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** A log in memory, of locations, that counts its commits; it believes what a slot says of its old locations. */
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
    public void verify(Collection<String> partitions, Map<String, PublishedPartition> published) {
        death.pass("verify", () -> {
            for (String partition : partitions) {
                PublishedPartition expected = published.get(partition);
                String found = locations.get(partition);
                if (expected == null ? found != null : found != null && !found.equals(expected.location())) {
                    throw SluiceException.unknown("partition %s is somebody else's".formatted(partition));
                }
            }
        });
    }

    @Override
    public void commit(Slot slot, Map<String, PublishedPartition> before) {
        death.pass("commit", () -> {
            if (committed >= slot.number()) {
                return;
            }
            for (Slot.Switch change : slot.switches()) {
                String found = locations.get(change.partition());
                if (found != null && !found.equals(change.oldLocation())) {
                    throw SluiceException.unknown("partition %s is somebody else's".formatted(change.partition()));
                }
            }
            slot.switches().forEach(change -> locations.put(change.partition(), change.newLocation()));
            committed = slot.number();
            commits++;
        });
    }
}
