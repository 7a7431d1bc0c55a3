package io.sluice.etl.pipeline;

import io.sluice.etl.model.Slot;
import io.sluice.etl.publish.CatalogTable;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.testing.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** A catalogue whose calls fail when {@link Faults} says so. */
final class FaultyCatalog implements TableCatalog {
    private final TableCatalog real;

    FaultyCatalog(TableCatalog real) {
        this.real = real;
    }

    @Override
    public Optional<CatalogTable> table() {
        return pass("table", real::table);
    }

    @Override
    public void createIfAbsent() {
        pass("create table", () -> {
            real.createIfAbsent();
            return null;
        });
    }

    @Override
    public void extend(Map<String, String> columns) {
        pass("extend", () -> {
            real.extend(columns);
            return null;
        });
    }

    @Override
    public Map<String, String> locations(Collection<String> partitions) {
        return pass("locations", () -> real.locations(partitions));
    }

    @Override
    public void move(Collection<Slot.Switch> versions, String runId) {
        pass("move", () -> {
            real.move(versions, runId);
            return null;
        });
    }

    @Override
    public void add(Collection<Slot.Switch> versions, String runId) {
        pass("add", () -> {
            real.add(versions, runId);
            return null;
        });
    }

    @Override
    public void drop(Collection<String> partitions) {
        pass("drop", () -> {
            real.drop(partitions);
            return null;
        });
    }

    @Override
    public void mark(String runId) {
        pass("mark", () -> {
            real.mark(runId);
            return null;
        });
    }

    private static <T> T pass(String what, Faults.Call<T> call) {
        try {
            return Faults.pass(what, null, call);
        } catch (IOException injected) {
            throw new UncheckedIOException(injected);
        }
    }
}
