package io.sluice.etl.publish;

import io.sluice.etl.model.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A catalogue in memory that writes down what changed it. */
final class FakeCatalog implements TableCatalog {
    private final Death death;
    private final Map<String, String> locations = new TreeMap<>();
    private final List<String> changes = new ArrayList<>();
    private boolean created;
    private boolean deaf;
    private String lastRun;

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
                ? Optional.of(new CatalogTable("/t", true, Map.of(), Map.of(), Map.of("dt", "string")))
                : Optional.empty();
    }

    @Override
    public void createIfAbsent() {
        death.pass("create", () -> created = true);
    }

    @Override
    public void extend(Map<String, String> columns) {
        death.pass("extend", () -> {});
    }

    @Override
    public Map<String, String> locations(Collection<String> partitions) {
        Map<String, String> found = new TreeMap<>(locations);
        death.pass("locations", () -> found.keySet().retainAll(partitions));
        return found;
    }

    @Override
    public void move(Collection<Slot.Switch> moved, String runId) {
        death.pass("move", () -> change("move", byPartition(moved), true));
    }

    @Override
    public void add(Collection<Slot.Switch> added, String runId) {
        death.pass("add", () -> change("add", byPartition(added), false));
    }

    @Override
    public void drop(Collection<String> partitions) {
        death.pass("drop", () -> {
            changes.add("drop " + new TreeSet<>(partitions));
            locations.keySet().removeAll(partitions);
        });
    }

    @Override
    public void mark(String runId) {
        death.pass("mark", () -> lastRun = runId);
    }

    String lastRun() {
        return lastRun;
    }

    private static Map<String, String> byPartition(Collection<Slot.Switch> versions) {
        return versions.stream().collect(Collectors.toMap(Slot.Switch::partition, Slot.Switch::newLocation));
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
