package io.sluice.etl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether what was staged may become visible.
 *
 * <p>Only {@link #evaluate} makes a {@link Passed}, and only a {@link Passed} makes a {@link PublishPlan}, so nothing
 * is published whose sums were not checked.
 */
public sealed interface AuditVerdict {
    /** Everything that was looked at, sums included. */
    List<CheckResult> checks();

    /** The sums hold and no check of severity error failed. */
    final class Passed implements AuditVerdict {
        private final RunCounts counts;
        private final List<PartitionChange> changes;
        private final List<CheckResult> checks;

        private Passed(RunCounts counts, List<PartitionChange> changes, List<CheckResult> checks) {
            this.counts = counts;
            this.changes = changes;
            this.checks = checks;
        }

        RunCounts counts() {
            return counts;
        }

        List<PartitionChange> changes() {
            return changes;
        }

        @Override
        public List<CheckResult> checks() {
            return checks;
        }
    }

    /** At least one sum or check of severity error failed. */
    record Refused(List<CheckResult> checks) implements AuditVerdict {
        public Refused {
            checks = List.copyOf(checks);
        }

        /** The failed checks in words. */
        public String reason() {
            return checks.stream()
                    .filter(check -> check.error() && !check.passed())
                    .map(check -> check.name() + ": " + check.detail())
                    .collect(Collectors.joining("; "));
        }
    }

    /**
     * Adds the sums to the checks given and decides.
     *
     * @param unswitched rows among those kept that readers have already, in partitions that do not change
     */
    static AuditVerdict evaluate(
            RunCounts counts, List<PartitionChange> changes, long unswitched, List<CheckResult> checks) {
        List<CheckResult> all = new ArrayList<>(sums(counts, changes, unswitched));
        all.addAll(checks);
        boolean refused = all.stream().anyMatch(check -> check.error() && !check.passed());
        return refused ? new Refused(all) : new Passed(counts, List.copyOf(changes), List.copyOf(all));
    }

    private static List<CheckResult> sums(RunCounts counts, List<PartitionChange> changes, long unswitched) {
        long fates = counts.kept() + counts.duplicatesInBatch() + counts.duplicatesOfExisting() + counts.deletes();
        List<CheckResult> sums = new ArrayList<>();
        sums.add(CheckResult.required(
                "sum: read = accepted + rejected",
                counts.read() == counts.accepted() + counts.rejected(),
                counts.read() + " = " + counts.accepted() + " + " + counts.rejected()));
        sums.add(CheckResult.required(
                "sum: accepted = kept + duplicates + deletes",
                counts.accepted() == fates,
                "%d = %d + %d + %d + %d"
                        .formatted(
                                counts.accepted(),
                                counts.kept(),
                                counts.duplicatesInBatch(),
                                counts.duplicatesOfExisting(),
                                counts.deletes())));
        List<String> wrong = changes.stream()
                .filter(change -> change.rowsAfter() != change.rowsExpected())
                .map(change -> "%s holds %d rows, expected %d - %d - %d + %d"
                        .formatted(
                                change.partition(),
                                change.rowsAfter(),
                                change.rowsBefore(),
                                change.replaced(),
                                change.superseded(),
                                change.kept()))
                .toList();
        sums.add(CheckResult.required(
                "sum: rows_after = rows_before - replaced - superseded + kept",
                wrong.isEmpty(),
                wrong.isEmpty() ? "in " + changes.size() + " partitions" : String.join("; ", wrong)));
        long kept = unswitched
                + changes.stream()
                        .filter(change -> !Tombstones.is(change.partition()))
                        .mapToLong(PartitionChange::kept)
                        .sum();
        sums.add(CheckResult.required(
                "sum: kept = rows gained by partitions", kept == counts.kept(), counts.kept() + " = " + kept));
        return sums;
    }
}
