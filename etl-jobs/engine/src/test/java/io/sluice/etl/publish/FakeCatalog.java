package io.sluice.etl.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A catalogue in memory that writes down what changed it. */
final class FakeCatalog implements TableCatalog {
    private final Death death;
    private final Map<String, String> locations = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private boolean created;
    private boolean deaf;

    FakeCatalog(Death death) {
        this.death = death;
    }

    /** A partition that is there already. */
    FakeCatalog with(String partition, String location) {
        created = true;
        locations.put(partition, location);
        return this;
    }

    /** Lets changes go unheard, as a catalogue does that somebody else changes back at once. */
    void deafen() {
        deaf = true;
    }

    Map<String, String> content() {
        return Map.copyOf(locations);
    }

    List<String> changes() {
        return List.copyOf(changes);
    }

    @Override
    public Optional<CatalogTable> table() {
        return created
                ? Optional.of(new CatalogTable("/t", true, Map.of(), Map.of(), List.of("dt")))
                : Optional.empty();
    }

    @Override
    public void createIfAbsent() {
        death.pass("create", () -> created = true);
    }

    @Override
    public Map<String, String> locations(Collection<String> partitions) {
        Map<String, String> found = new TreeMap<>(locations);
        death.pass("locations", () -> found.keySet().retainAll(partitions));
        return found;
    }

    @Override
    public void move(Map<String, String> moved) {
        death.pass("move", () -> change("move", moved, true));
    }

    @Override
    public void add(Map<String, String> added) {
        death.pass("add", () -> change("add", added, false));
    }

    private void change(String name, Map<String, String> changed, boolean present) {
        for (String partition : changed.keySet()) {
            if (!created || locations.containsKey(partition) != present) {
                throw new IllegalStateException("cannot %s partition %s".formatted(name, partition));
            }
        }
        changes.add(name + " " + new TreeMap<>(changed));
        if (!deaf) {
            locations.putAll(changed);
        }
    }
}
