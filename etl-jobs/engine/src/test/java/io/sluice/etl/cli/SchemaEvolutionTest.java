package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every promise of docs/schema-evolution.md. */
final class SchemaEvolutionTest {
    private static final String ID = "{\"name\": \"id\", \"type\": \"string\"}";
    private static final String AT =
            "{\"name\": \"at\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}}";
    private static final String NOTE = "{\"name\": \"note\", \"type\": [\"null\", \"string\"]}";
    private static final String COUNTRY =
            "{\"name\": \"country\", \"type\": [\"null\", \"string\"], \"doc\": \"Two letters.\"}";
    private static final String SCORE = "{\"name\": \"score\", \"type\": \"int\", \"default\": 7}";

    @TempDir
    private Path folder;

    @BeforeEach
    void land() throws IOException {
        Files.writeString(
                folder.resolve("job.yaml"),
                """
                job: visits
                warehouse: warehouse
                landing: {path: landing, layout: "{date:yyyy-MM-dd}/*"}
                schema: v1.avsc
                dedup: {key: [id], order_by: [at]}
                table: {name: lake.visits, partition_by: [{column: dt, from: at, transform: day}]}
                """);
        land("2021-07-21", "a", "2021-07-21T01:00:00Z", "");
        land("2021-07-22", "b", "2021-07-21T23:00:00Z", ",\"country\":\"KR\"");
        land("2021-07-22", "c", "2021-07-22T01:00:00Z", ",\"score\":1,\"country\":null");
        land("2021-07-23", "d", "2021-07-23T01:00:00Z", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "delta"})
    void newColumnsThatMayBeAbsentExtendTheTable(String format) throws IOException {
        Sluice sluice = sluice("table.format=" + format);
        sluice.run(0, "--date", "2021-07-21");

        use(sluice, ID, COUNTRY, AT, NOTE, SCORE);
        JsonNode report = sluice.run(0, "--date", "2021-07-22");
        sluice.run(0, "--date", "2021-07-23");

        assertThat(columns(sluice))
                .containsExactly(
                        "id", "at", "note", "ingest_file", "ingest_position", "ingest_run", "country", "score", "dt");
        assertThat(rows(sluice, "id, country, score, dt"))
                .containsExactly(
                        "a|null|null|2021-07-21", "b|KR|7|2021-07-21", "c|null|1|2021-07-22", "d|null|7|2021-07-23");
        assertThat(report.at("/files/other_schema").asLong()).isEqualTo(1);
        Sluice.Ended validated = sluice.command("validate");
        assertThat(validated.exitCode()).as(validated.err()).isZero();
        assertThat(validated.out() + validated.err())
                .contains("1 files were published under another schema: 2021-07-21/a.json")
                .contains("--reprocess");

        JsonNode again = sluice.run(0, "--date", "2021-07-21", "--reprocess");

        assertThat(again.at("/files/other_schema").asLong()).isZero();
        assertThat(rows(sluice, "id, score")).containsExactly("a|7", "b|7", "c|1", "d|7");
    }

    @Test
    void newColumnsTakeTheirCommentsFromTheSchema() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0, "--date", "2021-07-21");

        use(sluice, ID, AT, NOTE, COUNTRY);
        sluice.run(0, "--date", "2021-07-22");

        assertThat(TestSpark.session()
                        .table(sluice.table())
                        .schema()
                        .apply("country")
                        .getComment()
                        .get())
                .isEqualTo("Two letters.");
    }

    @Test
    void rescuedFieldsCanBeTurnedOn() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0, "--date", "2021-07-21");

        sluice.with("unknown_fields=rescue").run(0, "--date", "2021-07-22");

        assertThat(rows(sluice, "id, ingest_rescued"))
                .containsExactly("a|null", "b|{\"country\":\"KR\"}", "c|{\"score\":1,\"country\":null}");
    }

    @Test
    void orderDescriptionAndNullabilityMayChange() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0, "--date", "2021-07-21");
        List<String> before = columns(sluice);

        use(sluice, NOTE.replace("}", ", \"doc\": \"A note.\", \"default\": null}"), AT, ID);
        sluice.run(0, "--date", "2021-07-23");

        assertThat(columns(sluice)).isEqualTo(before);
        assertThat(rows(sluice, "id, note")).containsExactly("a|null", "d|null");
    }

    @Test
    void otherChangesAreRefusedAllAtOnceAndChangeNothing() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0, "--date", "2021-07-21");

        use(sluice, ID.replace("id", "name"), ID.replace("string", "long"), AT);
        Sluice.Ended ended = sluice.command("run", "--date", "2021-07-22");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("column id is string in published files and bigint in the job; give the new type a new name")
                .contains("column note (string) is in published files and no longer in the job; put it back")
                .contains("column name is new, and records of before do not have it; allow null, or give a default");
        assertThat(rows(sluice, "id")).containsExactly("a");
    }

    @Test
    void anOrcTableKeepsItsColumnsAndTheirOrder() throws IOException {
        Sluice sluice = sluice("table.format=orc");
        sluice.run(0, "--date", "2021-07-21");

        for (String[] fields : new String[][] {{ID, AT, NOTE, COUNTRY}, {AT, ID, NOTE}}) {
            use(sluice, fields);
            Sluice.Ended ended = sluice.command("run", "--date", "2021-07-22");

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
            assertThat(ended.err()).contains("an ORC table keeps its columns and their order");
        }
    }

    @Test
    void aDryRunOrARefusedRunExtendsNothing() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0, "--date", "2021-07-21");
        List<String> before = columns(sluice);

        use(sluice, ID, AT, NOTE, COUNTRY);
        sluice.run(0, "--date", "2021-07-22", "--dry-run");
        sluice.with("audit.checks=[{name: never, sql: country = 'XX'}]").run(3, "--date", "2021-07-22");

        assertThat(columns(sluice)).isEqualTo(before);
        use(sluice, ID, AT, NOTE);
        sluice.with("audit.checks=[]").run(0, "--date", "2021-07-22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "delta"})
    void aSlotLeftOpenIsFinishedWithItsOwnColumnsWhateverTheJobHas(String format) throws IOException {
        Sluice sluice = sluice("table.format=" + format);
        sluice.run(0, "--date", "2021-07-21");
        use(sluice, ID, AT, NOTE, COUNTRY);
        sluice.run(0, "--date", "2021-07-22");
        Files.delete(sluice.tableFolder().resolve("_sluice/journal/2.published.json"));

        use(sluice, ID, AT, NOTE);
        Sluice.Ended ended = sluice.command("run", "--date", "2021-07-23");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains("column country (string) is in published files");
        assertThat(rows(sluice, "id, country")).containsExactly("a|null", "b|KR", "c|null");
        use(sluice, ID, AT, NOTE, COUNTRY);
        assertThat(sluice.run(0, "--date", "2021-07-23").get("outcome").asText())
                .isEqualTo("published");
    }

    private Sluice sluice(String... settings) throws IOException {
        Sluice sluice = new Sluice(folder.resolve("job.yaml"), folder.resolve("warehouse")).with(settings);
        use(sluice, ID, AT, NOTE);
        return sluice;
    }

    /** Goes on with a schema of some fields. */
    private void use(Sluice sluice, String... fields) throws IOException {
        Path schema = Files.createTempFile(folder, "v", ".avsc");
        Files.writeString(
                schema,
                "{\"type\": \"record\", \"name\": \"Visit\", \"fields\": [%s]}".formatted(String.join(", ", fields)));
        sluice.with("schema=" + schema);
    }

    private void land(String date, String id, String at, String more) throws IOException {
        Path day = Files.createDirectories(folder.resolve("landing").resolve(date));
        Files.writeString(day.resolve(id + ".json"), "{\"id\":\"%s\",\"at\":\"%s\"%s}\n".formatted(id, at, more));
    }

    private static List<String> columns(Sluice sluice) {
        return Arrays.asList(TestSpark.session().table(sluice.table()).columns());
    }

    private static List<String> rows(Sluice sluice, String columns) {
        return sluice.query("SELECT %s FROM $table ORDER BY id".formatted(columns)).stream()
                .map(row -> row.mkString("|"))
                .toList();
    }
}
