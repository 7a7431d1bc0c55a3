package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user meets who gets something wrong, or whose night goes wrong. */
final class RunCommandTest {
    @TempDir
    private Path folder;

    private Path landing;
    private Path warehouse;

    @BeforeEach
    void layOut() throws IOException {
        landing = Files.createDirectories(folder.resolve("landing"));
        warehouse = folder.resolve("warehouse");
        Files.writeString(
                folder.resolve("event.avsc"),
                """
                {"type": "record", "name": "Event", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "amount", "type": ["null", "long"], "default": null},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}}]}
                """);
        Files.writeString(
                folder.resolve("job.yaml"),
                """
                job: events
                warehouse: warehouse
                landing: {path: landing, layout: "{date:yyyy-MM-dd}/*"}
                schema: event.avsc
                dedup: {key: [id], order_by: [at]}
                table:
                  name: lake.events
                  partition_by: [{column: dt, from: at, transform: day}]
                audit:
                  max_reject_ratio: 0.4
                  checks: [{name: amount is positive, sql: "amount IS NULL OR amount > 0"}]
                """);
        land("2021-07-21", "00.json", event("a", 1), event("b", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dedup.keys=[id] | dedup.keys",
                "schema=absent.avsc | absent.avsc",
                "table.partition_by=[{column: dt, from: nowhere, transform: day}] | nowhere",
                "table.name=a; DROP TABLE b | DROP TABLE b",
                "landing.path=missing | missing",
                "table.format=avro | avro",
                "audit.checks=[{name: n, sql: nowhere > 1}] | nowhere > 1",
            })
    void refusesWhatIsWrongAndWritesNothing(String setting, String named) throws IOException {
        Sluice.Ended ended = sluice().with(setting).command("run", "--date", "2021-07-21");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains(named);
        assertThat(warehouse).doesNotExist();
    }

    @Test
    void reportsThatNothingCouldRun() throws IOException {
        JsonNode report = sluice().with("dedup.key=[nowhere]").run(2, "--date", "2021-07-21", "--run-id", "night-1");

        assertThat(report.get("outcome").asText()).isEqualTo("invalid");
        assertThat(report.get("exit_code").asInt()).isEqualTo(2);
        assertThat(report.get("run_id").asText()).isEqualTo("night-1");
        assertThat(report.get("error").asText()).contains("nowhere");
        assertThat(report.get("from").asText()).isEqualTo("2021-07-21");
    }

    @ParameterizedTest
    @CsvSource({"2021-13-01", "yesterday", "2021-07-21T05"})
    void refusesADateThatIsNone(String date) {
        Sluice.Ended ended = sluice().command("run", "--date", date);

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(warehouse).doesNotExist();
    }

    @Test
    void aDateWithoutFilesIsNothingToDo() throws IOException {
        JsonNode report = sluice().run(0, "--date", "2021-07-30");

        assertThat(report.get("outcome").asText()).isEqualTo("nothing-to-do");
    }

    @Test
    void aDateWithoutFilesFailsWhereTheJobSaysSo() throws IOException {
        JsonNode report = sluice().with("landing.when_empty=fail").run(1, "--date", "2021-07-30");

        assertThat(report.get("outcome").asText()).isEqualTo("failed");
        assertThat(report.get("error").asText()).contains("landing.when_empty");
    }

    @Test
    void aRejectRatioAboveTheLimitIsRefusedWithTheRejectsKept() throws IOException {
        land("2021-07-21", "01.json", "{oops", "[]", "{}");
        Sluice sluice = sluice();

        JsonNode report = sluice.run(3, "--date", "2021-07-21");

        assertThat(report.get("outcome").asText()).isEqualTo("refused");
        assertThat(report.get("error").asText()).contains("max_reject_ratio").contains("3 of 5");
        assertThat(sluice.quarantine())
                .extracting(reject -> reject.get("raw").asText())
                .containsExactly("{oops", "[]", "{}");
        assertThat(sluice.dataFiles()).isEmpty();
        assertThat(TestSpark.session().catalog().tableExists(sluice.table())).isFalse();
    }

    @Test
    void aFailedCheckIsRefusedAndTheTableStaysAsItWas() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0, "--date", "2021-07-21");
        land("2021-07-22", "00.json", "{\"id\":\"c\",\"amount\":-5,\"at\":\"2021-07-21T08:00:00Z\"}");

        JsonNode report = sluice.run(3, "--date", "2021-07-22");

        assertThat(report.get("error").asText()).contains("amount is positive").contains("1 of 3 rows fail");
        assertThat(sluice.query("SELECT id FROM $table ORDER BY id"))
                .extracting(row -> row.getString(0))
                .containsExactly("a", "b");
        JsonNode fixed = sluice.with("audit.checks=[]").run(0, "--date", "2021-07-22");
        assertThat(fixed.at("/records/kept").asLong()).isEqualTo(1);
    }

    @Test
    void aFailedCheckOfSeverityWarnIsReportedAndPublished() throws IOException {
        Sluice sluice = sluice().with("audit.checks=[{name: big, sql: amount > 1, severity: warn}]");

        JsonNode report = sluice.run(0, "--date", "2021-07-21");

        assertThat(report.get("checks")).anySatisfy(check -> {
            assertThat(check.get("name").asText()).isEqualTo("big");
            assertThat(check.get("passed").asBoolean()).isFalse();
        });
    }

    @Test
    void aDryRunPredictsAndWritesNothing() throws IOException {
        Sluice sluice = sluice();

        JsonNode report = sluice.run(0, "--date", "2021-07-21", "--dry-run");

        assertThat(report.get("outcome").asText()).isEqualTo("dry-run");
        assertThat(report.at("/records/kept").asLong()).isEqualTo(2);
        assertThat(report.at("/partitions/0/rows_after").asLong()).isEqualTo(2);
        assertThat(warehouse).doesNotExist();
    }

    @Test
    void aDateRangeReadsEveryDayOnceAndNoDateReadsWhatIsNew() throws IOException {
        land("2021-07-22", "00.json", event("c", 3));
        land("2021-07-23", "00.json", event("d", 4));
        Sluice sluice = sluice();

        JsonNode range = sluice.run(0, "--from", "2021-07-21", "--to", "2021-07-22");
        JsonNode rest = sluice.run(0);

        assertThat(range.at("/records/kept").asLong()).isEqualTo(3);
        assertThat(range.get("from").asText()).isEqualTo("2021-07-21");
        assertThat(rest.at("/records/kept").asLong()).isEqualTo(1);
        assertThat(rest.at("/files/already_published").asLong()).isEqualTo(2);
        assertThat(rest.get("from").isNull()).isTrue();
    }

    @Test
    void theChosenRunIdNamesReportAndRows() throws IOException {
        Sluice sluice = sluice();

        JsonNode report = sluice.run(0, "--run-id", "night-1");

        assertThat(report.get("run_id").asText()).isEqualTo("night-1");
        assertThat(sluice.tableFolder().resolve("_sluice/runs/night-1.json")).exists();
        assertThat(sluice.query("SELECT DISTINCT ingest_run FROM $table"))
                .extracting(row -> row.getString(0))
                .containsExactly("night-1");
        land("2021-07-22", "00.json", event("c", 3));
        assertThat(sluice.command("run", "--run-id", "night-1").exitCode()).isEqualTo(2);
        assertThat(sluice.command("run", "--run-id", "../up").exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatChangedSinceItWasPublishedReplacesWhatItGave() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0);
        land("2021-07-21", "00.json", event("a", 1), event("b", 2), event("c", 3));

        JsonNode report = sluice.run(0);

        assertThat(report.at("/records/replaced").asLong()).isEqualTo(2);
        assertThat(report.at("/records/kept").asLong()).isEqualTo(3);
        assertThat(sluice.query("SELECT count(*) FROM $table").get(0).getLong(0))
                .isEqualTo(3);
    }

    @Test
    void aTableOfAnotherJobIsRefusedBeforeAnyWork() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0, "--date", "2021-07-21");

        Sluice.Ended ended = sluice.with("job=other_events").command("run");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("other_events").contains("belongs to");
    }

    @Test
    void aLocationWithForeignFilesIsRefused() throws IOException {
        Sluice sluice = sluice();
        Files.createDirectories(sluice.tableFolder());
        Files.writeString(sluice.tableFolder().resolve("precious.txt"), "mine");

        Sluice.Ended ended = sluice.command("run");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("precious.txt");
        try (Stream<Path> children = Files.list(sluice.tableFolder())) {
            assertThat(children).containsExactly(sluice.tableFolder().resolve("precious.txt"));
        }
    }

    @Test
    void theReportIsPrintedForPeople() {
        Sluice.Ended ended = sluice().command("run", "--date", "2021-07-21");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("2 read = 2 accepted + 0 rejected")
                .contains("2 = 2 kept")
                .contains("dt=2021-07-21")
                .contains("published");
        assertThat(ended.err()).contains("discover", "read", "decide", "write", "audit", "publish");
    }

    @Test
    void validateSaysWhatIsFineAndWarnsOfWhatLoses() throws IOException {
        Sluice.Ended ended = sluice().command("validate");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("is valid").contains("warning").contains("order_by");
        assertThat(warehouse).doesNotExist();
    }

    private Sluice sluice() {
        return new Sluice(folder.resolve("job.yaml"), warehouse).with("landing.path=" + landing);
    }

    private void land(String date, String name, String... lines) throws IOException {
        Path file = Files.createDirectories(landing.resolve(date)).resolve(name);
        Files.write(file, List.of(lines));
    }

    private static String event(String id, int amount) {
        return "{\"id\":\"%s\",\"amount\":%d,\"at\":\"2021-07-21T0%d:00:00Z\"}".formatted(id, amount, amount);
    }
}
