package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of {@code table.layout: plain}, read by path and through the metastore. */
final class PlainLayoutTest {
    private static final String SCHEMA =
            """
            {"type": "record", "name": "Event", "fields": [
              {"name": "id", "type": "string"},
              {"name": "version", "type": "int"},
              {"name": "day", "type": "string"}]}
            """;
    private static final String JOB =
            """
            job: events
            warehouse: warehouse
            landing: {path: landing}
            schema: event.avsc
            dedup: {key: [id], order_by: [version], evidence: all}
            table: {name: lake.events, layout: plain, partition_by: [{column: dt, from: day}]}
            """;

    @TempDir
    private Path folder;

    private Sluice sluice;

    @BeforeEach
    void layOut() throws IOException {
        Files.writeString(folder.resolve("event.avsc"), SCHEMA);
        Files.writeString(folder.resolve("job.yaml"), JOB);
        sluice = new Sluice(folder.resolve("job.yaml"), folder.resolve("lake"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc"})
    void aReaderByPathFindsEachRowOnceInThePartitionsOwnFolder(String format) throws IOException {
        sluice.with("table.format=" + format);
        land("00.json", event("a", 1, "mon"), event("b", 1, "mon"));
        land("01.json", event("c", 1, "tue"));
        sluice.run(0);
        List<Path> before = dataFiles("dt=mon");
        List<Path> untouched = dataFiles("dt=tue");
        land("02.json", event("a", 2, "mon"));
        sluice.run(0);

        List<String> rows = List.of("a 2 mon", "b 1 mon", "c 1 tue");
        assertThat(byPath(format)).isEqualTo(rows);
        assertThat(rows(sluice.query("SELECT id, version, dt FROM $table"))).isEqualTo(rows);
        assertThat(dataFiles("dt=mon")).doesNotContainAnyElementsOf(before);
        assertThat(dataFiles("dt=tue")).isEqualTo(untouched);
        assertThat(sluice.dataFiles()).as("nothing stays staged").isEmpty();
        assertThat(sluice.query("SELECT key FROM $table__duplicates")).hasSize(1);
        Files.writeString(folder.resolve("landing/02.json"), event("b", 7, "mon") + "\n");
        sluice.run(0);
        assertThat(byPath(format)).as("a landed again").isEqualTo(List.of("a 1 mon", "b 7 mon", "c 1 tue"));
        assertThat(sluice.command("expire", "--older-than", "0s").exitCode()).isZero();
        assertThat(byPath(format)).isEqualTo(List.of("a 1 mon", "b 7 mon", "c 1 tue"));
    }

    @Test
    void filesThatLoseNothingStayWhereTheyAre() throws IOException {
        land("00.json", event("a", 1, "mon"));
        sluice.run(0);
        List<Path> before = dataFiles("dt=mon");
        land("01.json", event("b", 1, "mon"));
        sluice.run(0);

        assertThat(dataFiles("dt=mon")).hasSize(2).containsAll(before);
    }

    @Test
    void aFileThatTheJournalDoesNotKnowStopsTheRunBeforeAnythingChanges() throws IOException {
        land("00.json", event("a", 1, "mon"));
        sluice.run(0);
        Path stranger = sluice.tableFolder().resolve("dt=mon/part-of-somebody.parquet");
        Files.copy(dataFiles("dt=mon").get(0), stranger);
        land("01.json", event("b", 1, "mon"));

        Sluice.Ended ended = sluice.command("run");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("part-of-somebody.parquet");
        Files.delete(stranger);
        sluice.run(0);
        assertThat(byPath("parquet")).isEqualTo(List.of("a 1 mon", "b 1 mon"));
    }

    @Test
    void aFileThatIsGoneStopsTheRun() throws IOException {
        land("00.json", event("a", 1, "mon"));
        sluice.run(0);
        Files.delete(dataFiles("dt=mon").get(0));
        land("01.json", event("b", 1, "mon"));

        assertThat(sluice.command("run").exitCode()).isEqualTo(4);
    }

    @Test
    void rebuildMetastoreFindsThePartitionsWhereTheyAre() throws IOException {
        land("00.json", event("a", 1, "mon"));
        sluice.run(0);
        TestSpark.session().sql("DROP TABLE " + sluice.table());

        assertThat(sluice.command("rebuild-metastore").exitCode()).isZero();

        assertThat(rows(sluice.query("SELECT id, version, dt FROM $table"))).isEqualTo(List.of("a 1 mon"));
    }

    @Test
    void aTableKeepsItsLayout() throws IOException {
        land("00.json", event("a", 1, "mon"));
        sluice.run(0);

        Sluice.Ended ended = sluice.with("table.layout=versioned").command("run");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("was made with table.layout plain");
    }

    @Test
    void aPublicationThatIsOpenKeepsItsLayoutToo() throws IOException {
        land("00.json", event("a", 1, "mon"));
        sluice.run(0);
        Files.delete(sluice.tableFolder().resolve("_sluice/journal/1.published.json"));

        Sluice.Ended ended = sluice.command("run", "--set", "table.layout=versioned");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("was made with table.layout plain");
        assertThat(sluice.command("recover").out()).contains("finished slot 1");
        assertThat(byPath("parquet")).isEqualTo(List.of("a 1 mon"));
    }

    @Test
    void deltaAndTablesWithoutPartitionsAreRefused() {
        Sluice.Ended delta = sluice.with("table.format=delta").command("run");

        assertThat(delta.exitCode()).isEqualTo(2);
        assertThat(delta.err()).contains("table.layout: plain is for readers by path");
        Sluice.Ended whole =
                sluice.with("table.format=orc", "table.partition_by=[]").command("run");
        assertThat(whole.exitCode()).isEqualTo(2);
        assertThat(whole.err()).contains("table.layout: plain needs table.partition_by");
    }

    private List<String> byPath(String format) {
        return rows(TestSpark.session()
                .read()
                .format(format)
                .load(sluice.tableFolder().toString())
                .selectExpr("id", "version", "dt")
                .collectAsList());
    }

    private static List<String> rows(List<Row> rows) {
        return rows.stream().map(row -> row.mkString(" ")).sorted().toList();
    }

    private List<Path> dataFiles(String partition) throws IOException {
        try (Stream<Path> files = Files.list(sluice.tableFolder().resolve(partition))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static String event(String id, int version, String day) {
        return "{\"id\":\"%s\",\"version\":%d,\"day\":\"%s\"}".formatted(id, version, day);
    }

    private void land(String file, String... lines) throws IOException {
        Path path = folder.resolve("landing").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of(lines));
    }
}
