package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of a published table, as a scheduler asks for them. */
final class SqlChecksTest {
    @TempDir
    private Path folder;

    private Path report;

    @BeforeEach
    void layOut() throws IOException {
        report = folder.resolve("report.json");
        Files.writeString(
                folder.resolve("event.avsc"),
                """
                {"type": "record", "name": "Event", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}}]}
                """);
        Files.writeString(
                folder.resolve("job.yaml"),
                """
                job: events
                warehouse: warehouse
                landing: {path: landing}
                schema: event.avsc
                dedup: {key: [id]}
                table: {name: lake.events, partition_by: [{column: dt, from: at, transform: day}]}
                """);
    }

    @Test
    void passesRowsWithoutFailures() throws IOException {
        Sluice.Ended ended =
                check("SELECT 'ids are there' AS name, 0 AS failures; SELECT 'so are times', 0L AS failures");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(outcome()).isEqualTo("passed");
        assertThat(written().get("checks").findValuesAsText("name"))
                .isEqualTo(List.of("ids are there", "so are times"));
    }

    @Test
    void refusesRowsWithFailuresAndNamesThem() throws IOException {
        Sluice.Ended ended = check(
                "SELECT 'ids are there' AS name, 0 AS failures UNION ALL SELECT 'times are there', 7 UNION ALL SELECT 'unheard of', NULL");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).contains("2 of 3 checks failed", "times are there (7 failures)", "unheard of");
        assertThat(outcome()).isEqualTo("refused");
        assertThat(written().get("error").asText()).contains("times are there");
        assertThat(written().get("exit_code").asInt()).isEqualTo(3);
    }

    @Test
    void takesNothingForAPassedCheck() throws IOException {
        assertThat(check("SELECT 'none' AS name, 0 AS failures WHERE false").exitCode())
                .isEqualTo(2);
        assertThat(outcome()).isEqualTo("invalid");
        assertThat(check("SELECT 0 AS failures").exitCode()).isEqualTo(2);
        assertThat(check("SELECT 'a' AS name, 0 AS failure").err()).contains("name, failure", "column failures");
        assertThat(check("SELECT * FROM nowhere.at_all").exitCode()).isEqualTo(2);
        assertThat(outcome()).isEqualTo("invalid");
    }

    @Test
    void reportsChecksOnly() {
        Sluice.Ended ended = sluice().command("sql", "-e", "SELECT 1", "--report", report.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--report goes with --check");
    }

    private Sluice.Ended check(String sql) {
        return sluice().command("sql", "-e", sql, "--check", "--report", report.toString());
    }

    private Sluice sluice() {
        return new Sluice(folder.resolve("job.yaml"), folder.resolve("warehouse"));
    }

    private String outcome() throws IOException {
        return written().get("outcome").asText();
    }

    private JsonNode written() throws IOException {
        return new ObjectMapper().readTree(Files.readString(report));
    }
}
