package io.sluice.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The results of a comparison, as Markdown.
 *
 * @param storedBytes of the last measured landing
 * @param records deliveries in it
 */
record Table(Scenario scenario, long storedBytes, long records, List<Entry> entries) {
    private static final double MEGA = 1e6;

    String markdown() {
        Map<String, List<Entry>> groups = new LinkedHashMap<>();
        entries.forEach(entry ->
                groups.computeIfAbsent(label(entry), name -> new ArrayList<>()).add(entry));
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                """
                Case %s: %s; %,d records in %s as stored, %s rows in the end, %d cores; warm is the median of %d runs.

                | contender | %s s | warm s | warm min-max | CPU s | MB/s | shuffled MB | shuffled B a record | output MB | files | peak MB | times Sluice |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """,
                scenario.workload().name(),
                scenario.title(),
                records,
                size(storedBytes),
                entries.stream()
                        .map(entry -> entry.fingerprint().rows())
                        .distinct()
                        .collect(Collectors.joining(" and ")),
                Runtime.getRuntime().availableProcessors(),
                laps(groups.values().iterator().next()).size(),
                scenario.days() == 0 ? "cold" : "first"));
        groups.forEach((label, of) -> out.append(row(label, of)));
        out.append('\n');
        if (scenario.intoNewTable() && scenario.intoExistingTable()) {
            ratios().forEach(out::append);
        }
        Set<String> settings = new LinkedHashSet<>();
        entries.forEach(entry -> settings.add("- %s: %s%n".formatted(entry.contender(), entry.settings())));
        settings.forEach(out::append);
        return out.toString();
    }

    /** The contender, and the kind of its table where there are two. */
    private String label(Entry entry) {
        return scenario.intoNewTable() && scenario.intoExistingTable()
                ? entry.contender() + ", " + entry.table()
                : entry.contender();
    }

    private String row(String label, List<Entry> of) {
        double warm = warm(of, Lap::seconds);
        List<Lap> laps = laps(of);
        Lap last = laps.get(laps.size() - 1);
        boolean metered = last.shuffledBytes() >= 0;
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.2f | %.2f-%.2f | %.1f | %.0f | %s | %s | %.1f | %d | %.0f | %.2f |%n",
                label,
                median(of.stream().mapToDouble(entry -> entry.first().seconds()).toArray()),
                warm,
                laps.stream().mapToDouble(Lap::seconds).min().orElse(Double.NaN),
                laps.stream().mapToDouble(Lap::seconds).max().orElse(Double.NaN),
                warm(of, Lap::cpuSeconds),
                storedBytes / MEGA / warm,
                metered ? String.format(Locale.ROOT, "%.1f", last.shuffledBytes() / MEGA) : "-",
                metered ? String.format(Locale.ROOT, "%.1f", last.shuffledBytes() / (double) records) : "-",
                last.outputBytes() / MEGA,
                last.outputFiles(),
                of.stream().mapToLong(Entry::peakBytes).max().orElse(0) / MEGA,
                warm / sluice(of.get(0).table()));
    }

    /** Warm seconds of Sluice, of its first form where several ran, into one kind of table. */
    private double sluice(String table) {
        return entries.stream()
                .filter(entry -> entry.contender().startsWith(Contenders.SLUICE))
                .findFirst()
                .map(entry -> warm(of(entry.contender(), table), Lap::seconds))
                .orElse(Double.NaN);
    }

    /** What the existing table costs each contender, as a sentence each. */
    private List<String> ratios() {
        return entries.stream()
                .map(Entry::contender)
                .distinct()
                .map(name -> String.format(
                        Locale.ROOT,
                        "%s takes %.3f times as long into the existing table as into a new one.%n%n",
                        name,
                        warm(of(name, Entry.EXISTING_TABLE), Lap::seconds)
                                / warm(of(name, Entry.NEW_TABLE), Lap::seconds)))
                .toList();
    }

    private List<Entry> of(String contender, String table) {
        return entries.stream()
                .filter(entry ->
                        entry.contender().equals(contender) && entry.table().equals(table))
                .toList();
    }

    private static List<Lap> laps(List<Entry> of) {
        return of.stream().flatMap(entry -> entry.warm().stream()).toList();
    }

    private static double warm(List<Entry> of, ToDoubleFunction<Lap> figure) {
        return median(laps(of).stream().mapToDouble(figure).toArray());
    }

    /** The middle of some figures, or the mean of the two in the middle. */
    static double median(double[] figures) {
        double[] sorted = figures.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Bytes as people write them, in powers of 1024. */
    static String size(long bytes) {
        return bytes >= 1L << 30
                ? String.format(Locale.ROOT, "%.2f GiB", bytes / (double) (1L << 30))
                : String.format(Locale.ROOT, "%.0f MiB", bytes / (double) (1L << 20));
    }
}
