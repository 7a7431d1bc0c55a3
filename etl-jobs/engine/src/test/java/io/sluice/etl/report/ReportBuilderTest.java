package io.sluice.etl.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Batch;
import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.FileTally;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.ReadTotals;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.RunReport;
import io.sluice.etl.model.TaskSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportBuilderTest {
    private static final Batch BATCH = new Batch(
            List.of(
                    new LandedFile("a.json", "/a.json", 100, 1, "", null),
                    new LandedFile("b.json", "/b.json", 50, 1, "", null)),
            java.util.Set.of(),
            4,
            3,
            0);
    private static final ReadTotals TOTALS = ReadTotals.of(
            BATCH,
            List.of(new TaskSummary(
                    List.of(
                            new FileTally(
                                    "a.json", Map.of("dt=1", 7L), Map.of(RejectCode.BAD_TIME, 2L), Map.of("x", 1L)),
                            new FileTally("b.json", Map.of("dt=1", 3L), Map.of(), Map.of())),
                    List.of())));

    private final ReportBuilder builder =
            new ReportBuilder("events", "run", "2021-07-21", "2021-07-22", Instant.parse("2021-07-22T02:00:00Z"));

    @Test
    void accountsForARunThatStoppedBeforeItReadAnything() {
        RunReport report = builder.build(Outcome.FAILED, "no landing", Instant.parse("2021-07-22T02:00:01.5Z"));

        assertThat(report.files()).isEqualTo(RunReport.Files.NONE);
        assertThat(report.records()).isEqualTo(RunCounts.NONE);
        assertThat(report.plan()).isNull();
        assertThat(report.startedAt()).isEqualTo("2021-07-22T02:00:00.000Z");
        assertThat(report.finishedAt()).isEqualTo("2021-07-22T02:00:01.500Z");
    }

    @Test
    void accountsForWhatWasReadBeforeItWasDecided() {
        builder.batch(BATCH, 7);
        builder.read(TOTALS);

        RunReport report = builder.build(Outcome.FAILED, "lost executor", Instant.EPOCH);

        assertThat(report.files()).isEqualTo(new RunReport.Files(2, 4, 3, 0, 7, 150));
        assertThat(report.records()).isEqualTo(new RunCounts(12, 10, 2, 0, 0, 0, 0, 0, 0, 0));
        assertThat(report.rejectsByCode()).isEqualTo(Map.of("BAD_TIME", 2L));
        assertThat(report.unknownFields()).isEqualTo(Map.of("x", 1L));
    }

    @Test
    void takesTheDecisionInPlaceOfWhatWasRead() {
        RunCounts counts = new RunCounts(12, 10, 2, 9, 1, 0, 0, 0, 0, 0);
        builder.read(TOTALS);
        builder.decided(counts, "narrow", null);

        RunReport report = builder.build(Outcome.PUBLISHED, null, Instant.EPOCH);

        assertThat(report.records()).isEqualTo(counts);
        assertThat(report.plan()).isEqualTo("narrow");
        assertThat(report.rejectsByCode()).isEqualTo(Map.of("BAD_TIME", 2L));
    }

    @Test
    void keepsTheLastWordOfTheChecksAndEveryStage() {
        builder.checks(List.of(CheckResult.required("first", true, "")));
        builder.checks(List.of(CheckResult.required("second", true, "")));
        builder.stage("discover", 0.5);
        builder.stage("read", 1.5);

        RunReport report = builder.build(Outcome.PUBLISHED, null, Instant.EPOCH);

        assertThat(report.checks()).extracting(CheckResult::name).containsExactly("second");
        assertThat(report.stages()).extracting(RunReport.Stage::name).containsExactly("discover", "read");
    }
}
