package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.etl.testing.SharedFolder;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of duplicates, and what is answered from it. */
final class DuplicatesTest {
    private static final String SCHEMA =
            """
            {"type": "record", "name": "Account", "fields": [
              {"name": "id", "type": "string"},
              {"name": "lsn", "type": "long"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
              {"name": "op", "type": "string"}]}
            """;
    private static final String JOB =
            """
            job: accounts
            warehouse: warehouse
            landing: {path: landing, layout: "{date:yyyy-MM-dd}/*"}
            schema: account.avsc
            dedup: {key: [id], order_by: [lsn], lookback: all, delete_when: "op = 'd'", evidence: all}
            table: {name: lake.accounts, partition_by: [{column: dt, from: at, transform: day}]}
            audit: {max_reject_ratio: 1}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"narrow, parquet", "group_by, orc"})
    void everyDuplicateOfRealEventsIsFoundWithItsWinner(String plan, String format) throws IOException {
        Path github = SharedFolder.require("acceptance/github");
        Sluice sluice = new Sluice(github.resolve("job.yaml"), folder)
                .with(
                        "landing.path=" + github.resolve("landing"),
                        "dedup.plan=" + plan,
                        "dedup.evidence=all",
                        "table.format=" + format);
        JsonNode day1 = sluice.run(0, "--date", "2021-07-21");
        JsonNode day2 = sluice.run(0, "--date", "2021-07-22");

        assertThat(day1.get("plan").asText()).isEqualTo(plan);
        List<Row> rows =
                sluice.query("SELECT dt, run, key, reason, content_equal, winner_file, winner_position, ingest_file,"
                        + " ingest_position FROM $table__duplicates");
        for (JsonNode report : List.of(day1, day2)) {
            String run = report.get("run_id").asText();
            JsonNode records = report.get("records");
            assertThat(count(rows, run, "duplicate_in_batch"))
                    .isEqualTo(records.get("duplicates_in_batch").asLong());
            assertThat(count(rows, run, "duplicate_of_existing"))
                    .isEqualTo(records.get("duplicates_of_existing").asLong());
            assertThat(count(rows, run, "superseded"))
                    .isEqualTo(records.get("superseded").asLong());
            assertThat(rows.stream()
                            .filter(row -> row.getString(1).equals(run))
                            .filter(row -> !row.getString(3).equals("superseded") && !row.getBoolean(4))
                            .count())
                    .isEqualTo(records.get("conflicts").asLong());
        }
        Map<String, String> winners = new HashMap<>();
        for (Row row : sluice.query("SELECT dt, id, ingest_file, ingest_position FROM $table")) {
            winners.put(row.getString(0) + " " + row.getString(1), row.getString(2) + ":" + row.getLong(3));
        }
        String lastRun = day2.get("run_id").asText();
        for (Row row : rows) {
            String key = row.getString(0) + " " + row.getString(2);
            String winner = row.getString(5) + ":" + row.getLong(6);
            assertThat(winners).containsKey(key);
            if (row.getString(1).equals(lastRun)) {
                assertThat(winner).as(key).isEqualTo(winners.get(key));
            }
        }
    }

    @Test
    void copiesOfEqualContentAreNotToldWhereConflictsAloneAreWanted() throws IOException {
        land("2021-07-21/00.json", event("a", 1, "c"), event("a", 1, "c"), event("a", 2, "u"));
        Sluice sluice = sluice().with("dedup.evidence=conflicts");

        JsonNode report = sluice.run(0);

        assertThat(report.at("/records/conflicts").asInt()).isEqualTo(2);
        land("2021-07-22/00.json", event("a", 2, "u"));
        sluice.run(0);
        assertThat(sluice.query("SELECT * FROM $table__duplicates")).hasSize(2);
    }

    @Test
    void saysInWordsWhomADeliveryLostTo() throws IOException {
        land("2021-07-21/00.json", event("a", 1, "c"), event("a", 2, "u"));
        Sluice sluice = sluice();
        sluice.run(0, "--run-id", "night-1");
        land("2021-07-22/00.json", event("a", 3, "u"));
        sluice.run(0, "--run-id", "night-2");

        assertThat(why(sluice, "--key", "id=a"))
                .contains("id = a is a row of " + sluice.table()
                        + ", partition {dt=2021-07-21}: it came from 2021-07-22/00.json:0")
                .contains("2021-07-21/00.json:0 lost to 2021-07-21/00.json:56 in run night-1, which read both; the"
                        + " winner has other content.")
                .contains("was a row until run night-2, in which it lost to 2021-07-22/00.json:0");
    }

    @Test
    void saysWhatDeletedAKeyWhatIsInQuarantineAndWhatIsNotKnown() throws IOException {
        land("2021-07-21/00.json", event("x", 1, "c"), "{\"id\":\"r\"}");
        Sluice sluice = sluice();
        sluice.run(0, "--run-id", "night-1");
        land("2021-07-22/00.json", event("x", 2, "d"));
        sluice.run(0, "--run-id", "night-2");
        land("2021-07-23/00.json", event("x", 1, "c"));
        sluice.run(0, "--run-id", "night-3");

        assertThat(why(sluice, "--key", "id=x"))
                .contains("id = x is no row of")
                .contains("2021-07-22/00.json:0 is a deletion, and was the newest of its key in run night-2.")
                .contains("2021-07-21/00.json:0 was deleted by 2021-07-22/00.json:0 in run night-2.")
                .contains("2021-07-23/00.json:0 was deleted by 2021-07-22/00.json:0 in run night-3.");
        assertThat(why(sluice, "--key", "id=r")).contains("is in quarantine: MISSING_FIELD in lsn");
        assertThat(why(sluice, "--key", "id=never")).contains("it has not been read");
        assertThat(why(sluice, "--file", "2021-07-23/00.json", "--position", "0"))
                .contains("was deleted by");
        assertThat(sluice.command("why", "--key", "lsn=1").exitCode()).isEqualTo(2);
        assertThat(sluice.command("why").exitCode()).isEqualTo(2);
    }

    @Test
    void isRegisteredAgainWithTheTable() throws IOException {
        land("2021-07-21/00.json", event("a", 1, "c"), event("a", 2, "u"));
        Sluice sluice = sluice();
        sluice.run(0);
        TestSpark.session().sql("DROP TABLE " + sluice.table() + "__duplicates");

        assertThat(sluice.command("rebuild-metastore").exitCode()).isZero();

        assertThat(sluice.query("SELECT key FROM $table__duplicates")).hasSize(1);
    }

    @Test
    void expireDeletesEvidenceBeyondItsRetentionAndNoneThatAnOpenSlotNeeds() throws IOException {
        land("2021-07-21/00.json", event("a", 1, "c"), event("a", 2, "u"));
        Sluice sluice = sluice();
        sluice.run(0, "--run-id", "night-1");
        land("2021-07-22/00.json", event("a", 3, "u"));
        sluice.run(0, "--run-id", "night-2");
        Files.delete(sluice.tableFolder().resolve("_sluice/journal/2.published.json"));

        assertThat(sluice.command("expire").out()).contains("duplicates of 0 runs");
        sluice.with("quarantine.retention=0s");
        assertThat(sluice.command("expire", "--dry-run").out()).contains("would delete", "duplicates of 1 runs");
        assertThat(runsWithDuplicates(sluice)).containsExactlyInAnyOrder("night-1", "night-2");
        assertThat(sluice.command("expire").out()).contains("duplicates of 1 runs");

        assertThat(runsWithDuplicates(sluice)).containsExactly("night-2");
        assertThat(sluice.tableFolder().resolve("_sluice/duplicates/_versions/night-1"))
                .doesNotExist();
        TestSpark.session().sql("DROP TABLE " + sluice.table() + "__duplicates");
        assertThat(sluice.command("rebuild-metastore").exitCode()).isZero();
        assertThat(runsWithDuplicates(sluice))
                .as("what is deleted is not registered again")
                .containsExactly("night-2");
        assertThat(sluice.query("SELECT ingest_file FROM $table")).hasSize(1);
    }

    private static List<String> runsWithDuplicates(Sluice sluice) {
        TestSpark.session().catalog().refreshTable(sluice.table() + "__duplicates");
        return sluice.query("SELECT DISTINCT run FROM $table__duplicates").stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void anotherTableOfItsNameIsLeftAloneAndTheRunIsRefused() throws IOException {
        land("2021-07-21/00.json", event("a", 1, "c"));
        Sluice sluice = sluice();
        TestSpark.session().sql("CREATE DATABASE IF NOT EXISTS scenarios");
        TestSpark.session().sql("CREATE TABLE %s__duplicates (a INT) STORED AS PARQUET".formatted(sluice.table()));

        Sluice.Ended ended = sluice.command("run");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("__duplicates").contains("not this job's to write");
    }

    private static String why(Sluice sluice, String... arguments) {
        Sluice.Ended ended = sluice.command("why", arguments);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return ended.out();
    }

    private static long count(List<Row> rows, String run, String reason) {
        return rows.stream()
                .filter(row -> row.getString(1).equals(run) && row.getString(3).equals(reason))
                .count();
    }

    private Sluice sluice() throws IOException {
        Files.writeString(folder.resolve("account.avsc"), SCHEMA);
        Files.writeString(folder.resolve("job.yaml"), JOB);
        return new Sluice(folder.resolve("job.yaml"), folder.resolve("lake"));
    }

    private static String event(String id, long lsn, String op) {
        return "{\"id\":\"%s\",\"lsn\":%d,\"at\":\"2021-07-21T08:00:00Z\",\"op\":\"%s\"}".formatted(id, lsn, op);
    }

    private void land(String file, String... lines) throws IOException {
        Path path = folder.resolve("landing").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }
}
