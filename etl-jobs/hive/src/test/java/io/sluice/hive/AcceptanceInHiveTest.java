package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.HiveSession;
import io.sluice.hive.testing.SharedData;
import io.sluice.hive.testing.TestJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance landing, published by Sluice and counted by HiveServer2. */
final class AcceptanceInHiveTest {
    private static final String TABLE = "acceptance.github_";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "delta"})
    void hiveCountsWhatTheReportSays(String format) throws Exception {
        Path data = SharedData.folder("acceptance/github");
        String table = TABLE + format;
        TestJob job = new TestJob(Engine.of(format), data.resolve("job.yaml"), folder, table)
                .with("landing.path=" + data.resolve("landing"), "table.format=" + format);

        try (HiveSession hive = new HiveSession();
                HiveSession fromStatistics = new HiveSession("hive.compute.query.using.stats=true");
                HiveSession scanning = new HiveSession("hive.compute.query.using.stats=false")) {
            for (String day : List.of("2021-07-21", "2021-07-22")) {
                JsonNode report = job.run("--date", day);
                List<List<String>> expected = counts(SharedData.json(data.resolve("expected.json")), day);
                assertThat(reported(report)).isEqualTo(expected);
                String counts =
                        "SELECT dt, count(*), count(DISTINCT id) FROM %s WHERE dt IN (%s) GROUP BY dt ORDER BY dt"
                                .formatted(table, partitions(report));
                assertThat(hive.rows(counts))
                        .isEqualTo(expected.stream()
                                .map(row -> List.of(row.get(0), row.get(1), row.get(1)))
                                .toList());
                String all = "SELECT count(*), min(created_at), max(id) FROM " + table;
                assertThat(fromStatistics.rows(all)).isEqualTo(scanning.rows(all));
                assertStatistics(hive, table, report);
                // What Hive gathers on this version must not be taken for the next one's.
                hive.execute("ANALYZE TABLE " + table + " COMPUTE STATISTICS FOR COLUMNS");
                assertThat(fromStatistics.rows(all)).isEqualTo(scanning.rows(all));
            }
        }
    }

    private static List<List<String>> counts(JsonNode expected, String day) {
        List<List<String>> counts = new ArrayList<>();
        expected.path("2021-07-21".equals(day) ? "day1" : "day2")
                .path("partitions")
                .fields()
                .forEachRemaining(partition -> counts.add(List.of(
                        partition.getKey().substring("dt=".length()),
                        partition.getValue().get(1).asText())));
        return counts;
    }

    private static List<List<String>> reported(JsonNode report) {
        List<List<String>> counts = new ArrayList<>();
        report.path("partitions")
                .forEach(partition -> counts.add(List.of(
                        partition.path("partition").asText().substring("dt=".length()),
                        partition.path("rows_after").asText())));
        return counts;
    }

    private static String partitions(JsonNode report) {
        return String.join(
                ", ",
                reported(report).stream().map(row -> "'" + row.get(0) + "'").toList());
    }

    private static void assertStatistics(HiveSession hive, String table, JsonNode report) throws Exception {
        for (JsonNode partition : report.path("partitions")) {
            String value = partition.path("partition").asText().substring("dt=".length());
            List<List<String>> described =
                    hive.rows("DESCRIBE FORMATTED %s PARTITION (dt = '%s')".formatted(table, value));
            assertThat(parameter(described, "numRows"))
                    .isEqualTo(partition.path("rows_after").asText());
            assertThat(parameter(described, "numFiles"))
                    .isEqualTo(partition.path("files").asText());
            assertThat(parameter(described, "totalSize"))
                    .isEqualTo(partition.path("bytes").asText());
            // As DESCRIBE prints it; statistics of columns are not said to be accurate.
            assertThat(parameter(described, "COLUMN_STATS_ACCURATE")).isEqualTo("{\\\"BASIC_STATS\\\":\\\"true\\\"}");
            assertThat(parameter(described, "sluice.run"))
                    .isEqualTo(report.path("run_id").asText());
        }
        List<List<String>> described = hive.rows("DESCRIBE FORMATTED " + table);
        assertThat(parameter(described, "sluice.run"))
                .isEqualTo(report.path("run_id").asText());
        assertThat(parameter(described, "sluice.job"))
                .isEqualTo(report.path("job").asText());
        assertThat(parameter(described, "sluice.schema")).isEqualTo("v1.avsc");
    }

    private static String parameter(List<List<String>> described, String name) {
        return described.stream()
                .filter(row -> row.get(1) != null && row.get(1).strip().equals(name))
                .map(row -> row.get(2).strip())
                .findFirst()
                .orElse("absent");
    }
}
