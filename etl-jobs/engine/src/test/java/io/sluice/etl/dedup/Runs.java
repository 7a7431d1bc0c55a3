package io.sluice.etl.dedup;

import io.sluice.etl.model.Beaten;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LedgerEntry;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.testing.Jobs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A table in memory, and runs over it that decide with the product's parts. */
final class Runs {
    private final Dedup dedup;
    private final PartitionDays days;
    private final Map<String, List<Delivery>> landing = new TreeMap<>();
    private List<Delivery> table = new ArrayList<>();
    private TableHistory history = TableHistory.EMPTY;

    Runs(Dedup dedup) {
        this.dedup = dedup;
        this.days = new PartitionDays(job(dedup));
    }

    static JobConfig job(Dedup dedup) {
        return Jobs.in(Path.of("/nowhere"))
                .columns(Jobs.column("created_at", new ColumnType.CalendarDate()))
                .partitionBy(new PartitionField("dt", "created_at", PartitionField.Transform.DAY))
                .dedup(dedup)
                .build();
    }

    /** Rows and tombstones. */
    List<Delivery> table() {
        return table;
    }

    /** The latest content of every file that ever landed. */
    List<Delivery> landed() {
        return landing.values().stream().flatMap(List::stream).toList();
    }

    /** Files that a run over some changed ones reads. */
    Set<String> batch(Set<String> changed) {
        Set<String> batch = new HashSet<>(changed);
        changed.stream()
                .filter(history.ledger()::containsKey)
                .forEach(path -> batch.addAll(history.losersTo(List.of(path))));
        return batch;
    }

    /** Lands files, some for the second time, and runs over them. */
    void run(Map<String, List<Delivery>> files) {
        Set<String> paths = batch(files.keySet());
        landing.putAll(files);
        List<Delivery> batch = new ArrayList<>();
        paths.forEach(path -> batch.addAll(landing.get(path)));
        Set<String> touched = new HashSet<>();
        batch.forEach(row -> touched.add(row.partition()));
        table.stream().filter(row -> paths.contains(row.file())).forEach(row -> touched.add(row.partition()));
        Set<String> window = new HashSet<>(days.around(
                touched, table.stream().map(Delivery::partition).distinct().toList()));
        List<Delivery> published = new ArrayList<>();
        List<Delivery> replaced = new ArrayList<>();
        for (Delivery row : table) {
            if (window.contains(row.partition())) {
                (paths.contains(row.file()) ? replaced : published).add(row);
            }
        }
        VerdictsTest.Bench bench = new VerdictsTest.Bench(dedup, batch, published, replaced);
        Decision decision = bench.decision();
        List<Delivery> after = new ArrayList<>();
        table.stream()
                .filter(row -> !paths.contains(row.file()))
                .filter(row -> !lost(decision.superseded(), row))
                .forEach(after::add);
        batch.stream().filter(row -> !lost(decision.losers(), row)).forEach(after::add);
        table = after;
        remember(paths, decision.beaten());
    }

    private static boolean lost(Map<String, ? extends io.sluice.etl.model.Positions> losers, Delivery row) {
        return losers.containsKey(row.file()) && losers.get(row.file()).contains(row.position());
    }

    private void remember(Set<String> paths, List<Beaten> beaten) {
        List<LedgerEntry> entries = paths.stream()
                .map(path -> new LedgerEntry(path, 1, 1, "", null, "schema", 1, 0, List.of()))
                .toList();
        long number = history.lastSlot() + 1;
        Slot slot =
                new Slot(number, "run-" + number, "", "schema", Map.of(), entries, List.of(), beaten, RunCounts.NONE);
        history = history.after(List.of(slot), null);
    }
}
