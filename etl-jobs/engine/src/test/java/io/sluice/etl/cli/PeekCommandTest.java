package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeekCommandTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final String PRODUCER = "producer_";

    @TempDir
    private Path folder;

    private Sluice.Ended peeked;

    static Stream<String> producers() throws IOException {
        return scenarios().filter(name -> name.startsWith(PRODUCER) && !name.equals("producer_custom"));
    }

    static Stream<String> scenarios() throws IOException {
        try (Stream<Path> scenarios = Files.list(SCENARIOS)) {
            return scenarios.map(scenario -> scenario.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void draftsAJobThatReadsAllThatLanded(String name) throws IOException {
        Sluice sluice = drafted(SCENARIOS.resolve(name));

        JsonNode report = sluice.run(0);

        assertThat(report.get("outcome").asText()).isEqualTo("published");
        assertThat(report.get("rejects_by_code").has("TYPE_MISMATCH")).isFalse();
        assertThat(report.get("unknown_fields")).isEmpty();
        assertThat(report.at("/records/kept").asLong()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("producers")
    void namesTheProducerAndKeepsWhatItsScenarioKeeps(String name) throws IOException {
        Path scenario = SCENARIOS.resolve(name);
        Sluice sluice = drafted(scenario);
        assertThat(peeked.out()).contains("format: " + name.substring(PRODUCER.length()) + System.lineSeparator());

        JsonNode report = sluice.run(0);

        JsonNode expected = new ObjectMapper().readTree(Files.readString(scenario.resolve("expected/1.json")));
        assertThat(report.at("/records/read")).isEqualTo(expected.at("/records/read"));
        assertThat(sluice.query("SELECT ingest_file, ingest_position FROM $table").stream()
                        .map(row -> row.mkString("|")))
                .containsExactlyInAnyOrderElementsOf(deliveries(scenario));
    }

    private Sluice drafted(Path scenario) {
        peeked = Sluice.execute(
                "peek", scenario.resolve("landing").toString(), "--out", folder.toString(), "--name", "drafted");
        assertThat(peeked.exitCode()).as(peeked.err()).isZero();
        return new Sluice(folder.resolve("drafted.yaml"), folder.resolve("warehouse"));
    }

    /** The last two columns of the expected rows, less tombstones, of which no draft makes rows. */
    private static List<String> deliveries(Path scenario) throws IOException {
        return Files.readAllLines(scenario.resolve("expected/rows.txt")).stream()
                .filter(row -> !row.startsWith("null|"))
                .map(row -> row.replaceFirst(".*\\|([^|]*\\|[^|]*)$", "$1"))
                .toList();
    }

    @Test
    void printsItsDraftsAndWritesNothing() throws IOException {
        Path landing = SCENARIOS.resolve("nuisances_of_ndjson/landing");

        Sluice.Ended ended = Sluice.execute("peek", landing.toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains(
                        "format: ndjson",
                        "because it reads",
                        "# landing.avsc",
                        "# landing.yaml",
                        "layout: \"{date:yyyy-MM-dd}/*\"");
    }

    /** A tenth landed twice; a sensor's id, a measure and a time are as unique as they are. */
    @Test
    void takesTheFieldForTheIdThatIsCalledOneAndIsUnique() throws IOException {
        landed(
                330,
                "{'sensor_id':'s-%2$d','taken_at':'2026-11-21T10:00:00.%1$03dZ','celsius':%1$d.25,'reading_id':'r-%1$d'}");
        Sluice sluice = drafted(folder);

        JsonNode records = sluice.run(0).get("records");

        assertThat(folder.resolve("drafted.yaml"))
                .content()
                .contains("key: [reading_id]", "because no two of 300 different records have the same");
        assertThat(records.get("kept").asInt()).isEqualTo(300);
        assertThat(records.get("duplicates_in_batch").asInt()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'user_id':'u-%2$d','at':'2026-11-21T10:00:00.%1$03dZ','nanoseconds':%1$d,'score':0.%1$03d}",
                "{'session_key':'u-%2$d','at':'2026-11-21T10:00:00.%1$03dZ','kind':'click'}"
            })
    void takesNoFieldForTheIdThatRepeatsOrIsOnlyUnique(String record) throws IOException {
        landed(330, record);
        Sluice sluice = drafted(folder);

        JsonNode records = sluice.run(0).get("records");

        assertThat(folder.resolve("drafted.yaml")).content().contains("strategy: distinct");
        assertThat(records.get("kept").asInt()).isEqualTo(300);
    }

    @Test
    void prefersAUniqueIdToAnUsualNameThatRepeats() throws IOException {
        landed(330, "{'id':%2$d,'at':'2026-11-21T10:00:00.%1$03dZ','change_uuid':'c-%1$d'}");
        drafted(folder);

        assertThat(folder.resolve("drafted.yaml")).content().contains("key: [change_uuid]");
    }

    @Test
    void goesByTheNameWhereRecordsAreFew() throws IOException {
        landed(100, "{'id':%1$d,'at':'2026-11-21T10:00:00.%1$03dZ','change_uuid':'c-%1$d'}");
        drafted(folder);

        assertThat(folder.resolve("drafted.yaml"))
                .content()
                .contains("key: [id]", "by its name; 100 different records are too few to judge it by its values");
    }

    @Test
    void saysWhyItPrefersOneOfTwoFormatsThatReadAll() throws IOException {
        landed(100, "{'id':%1$d,'at':'2026-11-21T10:00:00.%1$03dZ'}");
        drafted(folder);

        assertThat(peeked.out())
                .contains("json_array also reads 100 records of 100; ndjson is preferred since every record is a line");
    }

    /** Records of a template that takes a number, and one that tells of fifty records; from the 300th on they land again. */
    private void landed(int count, String template) throws IOException {
        List<String> lines = IntStream.range(0, count)
                .map(number -> number % 300)
                .mapToObj(number -> template.formatted(number, number / 50).replace('\'', '"'))
                .toList();
        Path landing = Files.createDirectories(folder.resolve("landing"));
        Files.write(landing.resolve("a.json"), lines.subList(0, count / 2));
        Files.write(landing.resolve("b.json"), lines.subList(count / 2, count));
    }

    @Test
    void overwritesNothing() throws IOException {
        Path landing = SCENARIOS.resolve("nuisances_of_ndjson/landing");
        Files.writeString(folder.resolve("landing.avsc"), "mine");

        Sluice.Ended ended = Sluice.execute("peek", landing.toString(), "--out", folder.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("landing.avsc exists already");
        assertThat(folder.resolve("landing.avsc")).hasContent("mine");
    }

    @Test
    void saysWhenThereIsNothingToLookAt() throws IOException {
        assertThat(Sluice.execute("peek", folder.toString()).err()).contains("holds no file with data");
        Files.writeString(folder.resolve("notes.txt"), "no record");
        assertThat(Sluice.execute("peek", folder.toString()).err()).contains("no preset finds a JSON object");
        assertThat(Sluice.execute("peek", folder.resolve("absent").toString()).exitCode())
                .isEqualTo(2);
    }
}
