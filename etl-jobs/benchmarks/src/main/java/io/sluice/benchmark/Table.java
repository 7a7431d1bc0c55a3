package io.sluice.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The results of a comparison, as Markdown.
 *
 * @param storedBytes of the landing
 */
record Table(Workload workload, long storedBytes, List<Entry> entries) {
    private static final double MEGA = 1e6;

    String markdown() {
        Map<String, List<Entry>> byContender = new LinkedHashMap<>();
        entries.forEach(entry -> byContender
                .computeIfAbsent(entry.contender(), name -> new ArrayList<>())
                .add(entry));
        double base = byContender.containsKey(Contenders.SLUICE)
                ? warm(byContender.get(Contenders.SLUICE), Lap::seconds)
                : Double.NaN;
        StringBuilder out = new StringBuilder();
        out.append(
                """
                Case %s, %s landed as %s in %d files, %s rows in the table, %d cores; warm is the median of %d runs.

                | contender | cold s | warm s | warm min-max | CPU s | MB/s | shuffled MB | output MB | files | peak MB | times Sluice |
                |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
                """
                        .formatted(
                                workload.name(),
                                size(workload.bytes()),
                                size(storedBytes),
                                Workload.FILES,
                                entries.get(0).fingerprint().rows(),
                                Runtime.getRuntime().availableProcessors(),
                                laps(entries.stream()
                                                .filter(entry -> entry.contender()
                                                        .equals(entries.get(0).contender()))
                                                .toList())
                                        .size()));
        byContender.forEach((name, of) -> out.append(row(name, of, base)));
        Set<String> settings = new LinkedHashSet<>();
        entries.forEach(entry -> settings.add("- %s: %s%n".formatted(entry.contender(), entry.settings())));
        out.append('\n');
        settings.forEach(out::append);
        return out.toString();
    }

    private String row(String name, List<Entry> of, double base) {
        double warm = warm(of, Lap::seconds);
        List<Lap> laps = laps(of);
        Lap last = laps.get(laps.size() - 1);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.2f | %.2f-%.2f | %.1f | %.0f | %s | %.1f | %d | %.0f | %.2f |%n",
                name,
                median(of.stream().mapToDouble(entry -> entry.cold().seconds()).toArray()),
                warm,
                laps.stream().mapToDouble(Lap::seconds).min().orElse(Double.NaN),
                laps.stream().mapToDouble(Lap::seconds).max().orElse(Double.NaN),
                warm(of, Lap::cpuSeconds),
                storedBytes / MEGA / warm,
                last.shuffledBytes() < 0 ? "-" : "%.1f".formatted(last.shuffledBytes() / MEGA),
                last.outputBytes() / MEGA,
                last.outputFiles(),
                of.stream().mapToLong(Entry::peakBytes).max().orElse(0) / MEGA,
                warm / base);
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
