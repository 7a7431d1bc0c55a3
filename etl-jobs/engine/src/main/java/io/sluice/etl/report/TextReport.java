package io.sluice.etl.report;

import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.DedupReport;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.RunReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report as a short table for a terminal or a log. */
public final class TextReport {
    /** Partitions shown; a backfill touches more than anybody reads. */
    private static final int MAX_PARTITIONS = 12;
    /** Unknown fields shown, the most frequent first. */
    private static final int MAX_UNKNOWN_FIELDS = 5;

    private static final long KIB = 1L << 10;

    private TextReport() {}

    public static String render(RunReport report) {
        StringBuilder text = new StringBuilder();
        RunCounts counts = report.records();
        line(
                text,
                "%s  run %s  %s"
                        .formatted(
                                report.job(), report.runId(), report.outcome().label()));
        if (report.from() != null) {
            line(text, "  landed       %s to %s".formatted(report.from(), report.to()));
        }
        line(
                text,
                "  files        %,d read (%s), %,d already published, %,d ignored"
                        .formatted(
                                report.files().read(),
                                size(report.files().bytes()),
                                report.files().alreadyPublished(),
                                report.files().ignored()));
        if (report.files().otherSchema() > 0) {
            line(
                    text,
                    "               %,d published under another schema (sluice validate names them)"
                            .formatted(report.files().otherSchema()));
        }
        line(
                text,
                "  records      %,d read = %,d accepted + %,d rejected%s"
                        .formatted(
                                counts.read(),
                                counts.accepted(),
                                counts.rejected(),
                                inBrackets(report.rejectsByCode())));
        line(
                text,
                "  accepted     %,d = %,d kept + %,d duplicates in batch + %,d of existing + %,d deletes"
                        .formatted(
                                counts.accepted(),
                                counts.kept(),
                                counts.duplicatesInBatch(),
                                counts.duplicatesOfExisting(),
                                counts.deletes()));
        line(
                text,
                "  published    %,d superseded, %,d replaced; %,d conflicts"
                        .formatted(counts.superseded(), counts.replaced(), counts.conflicts()));
        unknownFields(text, report.unknownFields());
        partitions(text, report.partitions());
        checks(text, report.checks());
        line(
                text,
                "  seconds      "
                        + report.stages().stream()
                                .map(stage -> "%s %.1f".formatted(stage.name(), stage.seconds()))
                                .collect(Collectors.joining("  ")));
        if (report.error() != null) {
            line(text, "  error        " + report.error());
        }
        return text.toString();
    }

    /** Which plan brought the rows of a key together, why, and what that took; empty when the run did not come so far. */
    public static String explain(RunReport report) {
        DedupReport dedup = report.dedup();
        if (dedup == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        line(text, "  plan         %s: %s".formatted(report.plan(), dedup.planReason()));
        line(
                text,
                "  shuffled     %s, %s estimated"
                        .formatted(size(dedup.shuffleBytes()), size(dedup.estimatedShuffleBytes())));
        line(
                text,
                "  window       %s, lookback %s; %,d keys have rows in more than one"
                        .formatted(dedup.strategy(), dedup.lookback(), dedup.keysOutsideWindow()));
        return text.toString();
    }

    /** A number of bytes in the unit that suits it. */
    public static String size(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        }
        double value = bytes;
        String unit = "";
        for (String next : List.of("KiB", "MiB", "GiB", "TiB")) {
            if (value < KIB) {
                break;
            }
            value /= KIB;
            unit = next;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }

    private static void unknownFields(StringBuilder text, Map<String, Long> unknownFields) {
        if (unknownFields.isEmpty()) {
            return;
        }
        String most = unknownFields.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_UNKNOWN_FIELDS)
                .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        line(text, "  unknown      %,d fields: %s".formatted(unknownFields.size(), most));
    }

    private static void partitions(StringBuilder text, List<PartitionChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        int width = changes.stream()
                .limit(MAX_PARTITIONS)
                .mapToInt(change -> name(change).length())
                .max()
                .orElse(0);
        line(text, "  partitions   %,d".formatted(changes.size()));
        for (PartitionChange change : changes.subList(0, Math.min(MAX_PARTITIONS, changes.size()))) {
            line(
                    text,
                    ("    %-" + width + "s  %,12d -> %,12d rows  %,3d files  %s")
                            .formatted(
                                    name(change),
                                    change.rowsBefore(),
                                    change.rowsAfter(),
                                    change.files().size(),
                                    size(change.bytes())));
        }
        if (changes.size() > MAX_PARTITIONS) {
            line(text, "    and %,d more".formatted(changes.size() - MAX_PARTITIONS));
        }
    }

    private static String name(PartitionChange change) {
        return change.partition().isEmpty() ? "the whole table" : change.partition();
    }

    private static void checks(StringBuilder text, List<CheckResult> checks) {
        if (checks.isEmpty()) {
            return;
        }
        long passed = checks.stream().filter(CheckResult::passed).count();
        line(text, "  checks       %d of %d passed".formatted(passed, checks.size()));
        checks.stream()
                .filter(check -> !check.passed())
                .forEach(check -> line(
                        text,
                        "    %s %s: %s".formatted(check.error() ? "FAILED" : "warning", check.name(), check.detail())));
    }

    private static String inBrackets(Map<String, Long> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
