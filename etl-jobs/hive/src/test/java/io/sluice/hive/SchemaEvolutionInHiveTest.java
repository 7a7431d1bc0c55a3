package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.HiveSession;
import io.sluice.hive.testing.TestJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that got columns, with and without partitions, in each way that Hive reads. */
final class SchemaEvolutionInHiveTest {
    private static final String FIELDS =
            "{\"name\": \"id\", \"type\": \"string\"}, {\"name\": \"at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}}";
    private static final String MORE =
            "{\"name\": \"country\", \"type\": [\"null\", \"string\"]}, {\"name\": \"score\", \"type\": \"int\", \"default\": 7}, ";

    @TempDir
    Path folder;

    @BeforeEach
    void land() throws Exception {
        Files.writeString(
                folder.resolve("job.yaml"),
                """
                job: visits
                warehouse: warehouse
                landing: {path: landing, layout: "{date:yyyy-MM-dd}/*"}
                schema: v1.avsc
                dedup: {key: [id], order_by: [at]}
                table: {name: lake.visits}
                """);
        schema("v1.avsc", FIELDS);
        schema("v2.avsc", MORE + FIELDS);
        land("2021-07-20", "z", "2021-07-20T01:00:00Z", "");
        land("2021-07-21", "a", "2021-07-21T01:00:00Z", "");
        land("2021-07-22", "b", "2021-07-21T23:00:00Z", ",\"country\":\"KR\"");
        land("2021-07-22", "c", "2021-07-22T01:00:00Z", ",\"score\":1");
    }

    @ParameterizedTest
    @CsvSource({"parquet, true", "delta, true", "parquet, false", "delta, false"})
    void readsOldRowsAndNewOnes(String format, boolean partitioned) throws Exception {
        String table = "grown.visits_%s_%s".formatted(format, partitioned ? "days" : "whole");
        TestJob job = new TestJob(Engine.of(format), folder.resolve("job.yaml"), folder, table)
                .with("table.format=" + format)
                .with("table.partition_by=" + (partitioned ? "[{column: dt, from: at, transform: day}]" : "[]"));
        job.run("--date", "2021-07-20");
        job.run("--date", "2021-07-21");
        try (HiveSession hive = new HiveSession()) {
            assertThat(hive.rows("SELECT id FROM %s ORDER BY id".formatted(table)))
                    .isEqualTo(List.of(List.of("a"), List.of("z")));
        }

        job.with("schema=" + folder.resolve("v2.avsc")).run("--date", "2021-07-22");

        for (String vectorized : List.of("true", "false")) {
            for (String conversion : List.of("more", "none")) {
                try (HiveSession hive = new HiveSession(
                        "hive.vectorized.execution.enabled=" + vectorized,
                        "hive.fetch.task.conversion=" + conversion)) {
                    assertThat(hive.rows(
                                    "SELECT id, coalesce(country, '-'), coalesce(cast(score AS string), '-'), cast(ingest_position AS string), at FROM %s"
                                            .formatted(table)))
                            .as("vectorized %s, fetch task %s", vectorized, conversion)
                            .containsExactlyInAnyOrder(
                                    List.of("z", "-", "-", "0", "2021-07-20 01:00:00.0"),
                                    List.of("a", "-", "-", "0", "2021-07-21 01:00:00.0"),
                                    List.of("b", "KR", "7", "0", "2021-07-21 23:00:00.0"),
                                    List.of("c", "-", "1", "0", "2021-07-22 01:00:00.0"));
                }
            }
        }
        try (HiveSession fromStatistics = new HiveSession("hive.compute.query.using.stats=true")) {
            assertThat(fromStatistics.value("SELECT count(*) FROM " + table)).isEqualTo("4");
            assertThat(fromStatistics.rows("DESCRIBE " + table).stream()
                            .map(row -> row.get(0))
                            .limit(7))
                    .containsExactly("id", "at", "ingest_file", "ingest_position", "ingest_run", "country", "score");
        }
    }

    private void schema(String name, String fields) throws Exception {
        Files.writeString(
                folder.resolve(name),
                "{\"type\": \"record\", \"name\": \"Visit\", \"fields\": [%s]}".formatted(fields));
    }

    private void land(String date, String id, String at, String more) throws Exception {
        Path day = Files.createDirectories(folder.resolve("landing").resolve(date));
        Files.writeString(day.resolve(id + ".json"), "{\"id\":\"%s\",\"at\":\"%s\"%s}\n".formatted(id, at, more));
    }
}
