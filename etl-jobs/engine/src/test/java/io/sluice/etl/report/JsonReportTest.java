package io.sluice.etl.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.DedupReport;
import io.sluice.etl.model.OffsetRange;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.RunReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JsonReportTest {
    @Test
    void writesTheNamesThatCallersDecideBy() {
        Map<String, Long> rejects = new LinkedHashMap<>();
        rejects.put("BAD_ENCODING", 1L);
        rejects.put("MALFORMED_JSON", 2L);
        PublishedPartition before = new PublishedPartition(
                "dt=2021-07-21", "/old", List.of(new DataFile("a", 4, 1), new DataFile("b", 6, 1)));
        RunReport report = new RunReport(
                "github_events",
                "20211122T020000.123Z-7f3a",
                Outcome.REFUSED,
                "2021-07-21",
                "2021-07-22",
                "2021-11-22T02:00:00.123Z",
                "2021-11-22T02:00:09.000Z",
                "3 of 9 rows fail \"x\"\nline",
                "narrow",
                new DedupReport(
                        "offset", "3d", "dedup.plan says so", 40, 35, 2, List.of(new OffsetRange("orders/1", 7, 9))),
                new RunReport.Files(24, 1, 3, 2, 5, 1_073_741_824),
                new RunCounts(100, 90, 10, 70, 15, 5, 4, 0, 8, 3),
                rejects,
                Map.of("payload.서울", 64L),
                List.of(new PartitionChange(
                        "dt=2021-07-21",
                        before,
                        "s3a://lake/t/_versions/r/dt=2021-07-21",
                        List.of(new DataFile("c", 60, 500), new DataFile("d", 9, 12)),
                        8,
                        3,
                        70,
                        69)),
                List.of(
                        CheckResult.required("sum", true, "1 = 1"),
                        new CheckResult("positive", false, "3 fail", false)),
                List.of(new RunReport.Stage("discover", 0.123_456), new RunReport.Stage("read", 12)));

        assertThat(JsonReport.render(report))
                .isEqualTo(
                        """
                {
                  "job" : "github_events",
                  "run_id" : "20211122T020000.123Z-7f3a",
                  "outcome" : "refused",
                  "from" : "2021-07-21",
                  "to" : "2021-07-22",
                  "started_at" : "2021-11-22T02:00:00.123Z",
                  "finished_at" : "2021-11-22T02:00:09.000Z",
                  "exit_code" : 3,
                  "error" : "3 of 9 rows fail \\"x\\"\\nline",
                  "plan" : "narrow",
                  "dedup" : {
                    "strategy" : "offset",
                    "lookback" : "3d",
                    "plan_reason" : "dedup.plan says so",
                    "estimated_shuffle_bytes" : 40,
                    "shuffle_bytes" : 35,
                    "keys_outside_window" : 2,
                    "missing_offsets" : 3,
                    "offset_gaps" : [ {
                      "source" : "orders/1",
                      "first" : 7,
                      "last" : 9
                    } ]
                  },
                  "files" : {
                    "read" : 24,
                    "already_published" : 1,
                    "ignored" : 3,
                    "rejoined" : 2,
                    "other_schema" : 5,
                    "bytes" : 1073741824
                  },
                  "records" : {
                    "read" : 100,
                    "accepted" : 90,
                    "rejected" : 10,
                    "kept" : 70,
                    "duplicates_in_batch" : 15,
                    "duplicates_of_existing" : 5,
                    "conflicts" : 4,
                    "deletes" : 0,
                    "replaced" : 8,
                    "superseded" : 3
                  },
                  "rejects_by_code" : {
                    "BAD_ENCODING" : 1,
                    "MALFORMED_JSON" : 2
                  },
                  "unknown_fields" : {
                    "payload.서울" : 64
                  },
                  "partitions" : [ {
                    "partition" : "dt=2021-07-21",
                    "rows_before" : 10,
                    "rows_after" : 69,
                    "files" : 2,
                    "bytes" : 512,
                    "location" : "s3a://lake/t/_versions/r/dt=2021-07-21"
                  } ],
                  "checks" : [ {
                    "name" : "sum",
                    "passed" : true,
                    "detail" : "1 = 1",
                    "severity" : "error"
                  }, {
                    "name" : "positive",
                    "passed" : false,
                    "detail" : "3 fail",
                    "severity" : "warn"
                  } ],
                  "stages" : [ {
                    "name" : "discover",
                    "seconds" : 0.123
                  }, {
                    "name" : "read",
                    "seconds" : 12.0
                  } ]
                }
                """);
    }

    @Test
    void writesNullsWhereARunDidNotComeFar() throws IOException {
        JsonNode json = new ObjectMapper().readTree(JsonReport.render(Reports.empty(Outcome.FAILED, "no landing")));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "job",
                        "run_id",
                        "outcome",
                        "from",
                        "to",
                        "started_at",
                        "finished_at",
                        "exit_code",
                        "error",
                        "plan",
                        "files",
                        "records",
                        "rejects_by_code",
                        "unknown_fields",
                        "partitions",
                        "checks",
                        "stages");
        assertThat(json.get("from").isNull()).isTrue();
        assertThat(json.get("to").isNull()).isTrue();
        assertThat(json.get("plan").isNull()).isTrue();
        assertThat(json.get("error").textValue()).isEqualTo("no landing");
        assertThat(json.get("partitions")).isEmpty();
        assertThat(json.get("rejects_by_code").isObject()).isTrue();
    }

    @Test
    void writesNoErrorAndNoLocationWhereThereIsNone() throws IOException {
        PartitionChange predicted = new PartitionChange("dt=2021-07-21", null, null, List.of(), 0, 0, 3, 3);
        RunReport report = Reports.with(Outcome.DRY_RUN, List.of(predicted), List.of());

        JsonNode json = new ObjectMapper().readTree(JsonReport.render(report));

        assertThat(json.get("error").isNull()).isTrue();
        assertThat(json.at("/partitions/0/location").isNull()).isTrue();
        assertThat(json.at("/partitions/0/rows_before").longValue()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void saysHowTheProcessExits(Outcome outcome) throws IOException {
        JsonNode json = new ObjectMapper().readTree(JsonReport.render(Reports.empty(outcome, null)));

        assertThat(json.get("outcome").textValue()).isEqualTo(outcome.label());
        assertThat(json.get("exit_code").intValue()).isEqualTo(outcome.exitCode());
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        String expected = JsonReport.render(Reports.empty(Outcome.PUBLISHED, null));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(JsonReport.render(Reports.empty(Outcome.PUBLISHED, null)))
                    .isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }
}
