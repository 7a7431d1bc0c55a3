package io.sluice.etl.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.DedupReport;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.RunReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextReportTest {
    @Test
    void explainsWhichPlanAndWhatItTook() {
        ReportBuilder builder = new ReportBuilder("events", "run", null, null, Instant.EPOCH);
        assertThat(TextReport.explain(builder.build(Outcome.FAILED, "early", Instant.EPOCH)))
                .isEmpty();

        builder.decided(
                RunCounts.NONE,
                "narrow",
                new DedupReport("unique_id", "3d", "dedup.plan says so", 2_048, 1_024, 1_234, List.of()));

        assertThat(TextReport.explain(builder.build(Outcome.DRY_RUN, null, Instant.EPOCH)))
                .isEqualTo(
                        """
                  plan         narrow: dedup.plan says so
                  shuffled     1.0 KiB, 2.0 KiB estimated
                  window       unique_id, lookback 3d; 1,234 keys have rows in more than one
                """);
    }

    @Test
    void tellsARunInAFewLines() {
        Map<String, Long> rejects = new LinkedHashMap<>();
        rejects.put("BAD_ENCODING", 1L);
        rejects.put("MALFORMED_JSON", 9L);
        PublishedPartition before = new PublishedPartition("dt=2021-07-21", "/old", List.of(new DataFile("a", 10, 1)));
        RunReport report = new RunReport(
                "github_events",
                "7f3a",
                Outcome.REFUSED,
                "2021-07-21",
                "2021-07-22",
                "",
                "",
                "checks failed",
                "narrow",
                null,
                new RunReport.Files(24, 1_000, 3, 0, 0, 1_610_612_736),
                new RunCounts(1_234_567, 1_234_557, 10, 1_234_500, 50, 7, 4, 0, 8, 3),
                rejects,
                Map.of("payload.a", 64L, "payload.b", 1_064L),
                List.of(
                        new PartitionChange(
                                "dt=2021-07-21",
                                before,
                                "/new",
                                List.of(new DataFile("c", 1, 2_048)),
                                0,
                                0,
                                0,
                                1_234_499),
                        new PartitionChange(
                                "dt=__HIVE_DEFAULT_PARTITION__",
                                null,
                                "/new",
                                List.of(new DataFile("d", 1, 5)),
                                0,
                                0,
                                1,
                                1)),
                List.of(
                        CheckResult.required("sum", true, "1 = 1"),
                        CheckResult.required("positive", false, "3 of 9 rows fail"),
                        new CheckResult("odd", false, "1 of 9 rows fail", false)),
                List.of(new RunReport.Stage("discover", 0.123), new RunReport.Stage("read", 12)));

        assertThat(TextReport.render(report))
                .isEqualTo(
                        """
                github_events  run 7f3a  refused
                  landed       2021-07-21 to 2021-07-22
                  files        24 read (1.5 GiB), 1,000 already published, 3 ignored
                  records      1,234,567 read = 1,234,557 accepted + 10 rejected (BAD_ENCODING 1, MALFORMED_JSON 9)
                  accepted     1,234,557 = 1,234,500 kept + 50 duplicates in batch + 7 of existing + 0 deletes
                  published    3 superseded, 8 replaced; 4 conflicts
                  unknown      2 fields: payload.b 1,064, payload.a 64
                  partitions   2
                    dt=2021-07-21                            10 ->    1,234,499 rows    1 files  2.0 KiB
                    dt=__HIVE_DEFAULT_PARTITION__             0 ->            1 rows    1 files  5 B
                  checks       1 of 3 passed
                    FAILED positive: 3 of 9 rows fail
                    warning odd: 1 of 9 rows fail
                  seconds      discover 0.1  read 12.0
                  error        checks failed
                """);
    }

    @Test
    void leavesOutWhatThereIsNot() {
        assertThat(TextReport.render(Reports.empty(Outcome.NOTHING_TO_DO, null)))
                .startsWith("events  run run  nothing-to-do\n  files  ")
                .doesNotContain("landed", "unknown", "partitions", "checks", "error", "null", "(BAD");
    }

    @Test
    void showsTheFirstPartitionsOfMany() {
        List<PartitionChange> changes = IntStream.range(0, 100)
                .mapToObj(i -> new PartitionChange("dt=%03d".formatted(i), null, null, List.of(), 0, 0, 1, 1))
                .toList();

        assertThat(TextReport.render(Reports.with(Outcome.PUBLISHED, changes, List.of())))
                .contains("partitions   100\n", "dt=011 ", "and 88 more\n")
                .doesNotContain("dt=012");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "1048575, 1024.0 KiB",
        "1048576, 1.0 MiB",
        "1073741824, 1.0 GiB",
        "1099511627776, 1.0 TiB",
        "9223372036854775807, 8388608.0 TiB"
    })
    void givesSizesInTheUnitThatSuitsThem(long bytes, String expected) {
        assertThat(TextReport.size(bytes)).isEqualTo(expected);
    }
}
