package io.sluice.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AuditVerdictTest {
    private static final RunCounts COUNTS = new RunCounts(12, 10, 2, 7, 2, 1, 1, 0, 0, 3);
    private static final PublishedPartition BEFORE = new PublishedPartition(
            "dt=2021-07-21", "/t/_versions/a/dt=2021-07-21", List.of(new DataFile("f", 20, 100)));

    @Test
    void passesWhereEverySumHolds() {
        assertThat(AuditVerdict.evaluate(COUNTS, List.of(change(24)), 0, List.of()))
                .isInstanceOf(AuditVerdict.Passed.class);
    }

    @Test
    void refusesAVersionThatLostARow() {
        AuditVerdict verdict = AuditVerdict.evaluate(COUNTS, List.of(change(23)), 0, List.of());

        assertThat(reason(verdict)).contains("rows_after").contains("dt=2021-07-21 holds 23 rows");
    }

    @Test
    void refusesRecordsThatNobodyAccountsFor() {
        RunCounts wrong = new RunCounts(13, 10, 2, 7, 2, 1, 1, 0, 0, 3);

        assertThat(reason(AuditVerdict.evaluate(wrong, List.of(change(24)), 0, List.of())))
                .contains("read = accepted + rejected")
                .contains("13 = 10 + 2");
    }

    @Test
    void refusesRowsWithoutAFate() {
        RunCounts wrong = new RunCounts(12, 10, 2, 7, 1, 1, 1, 0, 0, 3);

        assertThat(reason(AuditVerdict.evaluate(wrong, List.of(change(24)), 0, List.of())))
                .contains("accepted = kept + duplicates");
    }

    @Test
    void refusesKeptRowsThatNoPartitionGained() {
        assertThat(reason(AuditVerdict.evaluate(COUNTS, List.of(), 0, List.of())))
                .contains("kept = rows gained");
    }

    @Test
    void refusesAFailedCheckOfSeverityError() {
        CheckResult failed = new CheckResult("positive", false, "3 of 9 rows fail", true);

        assertThat(reason(AuditVerdict.evaluate(COUNTS, List.of(change(24)), 0, List.of(failed))))
                .isEqualTo("positive: 3 of 9 rows fail");
    }

    @Test
    void passesWithAFailedCheckOfSeverityWarn() {
        CheckResult failed = new CheckResult("positive", false, "3 of 9 rows fail", false);

        AuditVerdict verdict = AuditVerdict.evaluate(COUNTS, List.of(change(24)), 0, List.of(failed));

        assertThat(verdict).isInstanceOf(AuditVerdict.Passed.class);
        assertThat(verdict.checks()).contains(failed);
    }

    private static PartitionChange change(long rowsAfter) {
        return new PartitionChange(
                "dt=2021-07-21", BEFORE, "/t/_versions/b/dt=2021-07-21", List.of(), 0, 3, 7, rowsAfter);
    }

    private static String reason(AuditVerdict verdict) {
        assertThat(verdict).isInstanceOf(AuditVerdict.Refused.class);
        return ((AuditVerdict.Refused) verdict).reason();
    }
}
