package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Folders of {@code src/test/resources/scenarios}: a job, its landing and schema, and what must come of them.
 *
 * <p>Each in every table format. {@code runs.txt} holds the arguments of one run a line; {@code expected/N.json} what the report of run N must
 * contain; {@code expected/rows.txt} the rows that {@code query.sql} must give in the end; {@code expected/rejects.txt}
 * what must lie in quarantine. The runs are repeated at the end and must find nothing to do.
 */
final class ScenarioTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    static Stream<Arguments> scenarios() throws IOException {
        try (Stream<Path> folders = Files.list(SCENARIOS)) {
            List<String> names = folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            return names.stream()
                    .flatMap(name -> Stream.of("parquet", "orc", "delta").map(format -> Arguments.of(name, format)));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void endsAsExpected(String name, String format) throws IOException {
        Path scenario = SCENARIOS.resolve(name);
        Sluice sluice =
                new Sluice(scenario.resolve("job.yaml"), folder.resolve("a lake")).with("table.format=" + format);
        List<String> runs = Files.readAllLines(scenario.resolve("runs.txt"));

        for (int i = 0; i < runs.size(); i++) {
            JsonNode expected = JSON.readTree(Files.readString(scenario.resolve("expected/" + (i + 1) + ".json")));
            JsonNode report = sluice.run(expected.get("exit_code").asInt(), arguments(runs.get(i)));
            assertContains(report, expected, "run " + (i + 1));
        }

        assertThat(rows(sluice, Files.readString(scenario.resolve("query.sql"))))
                .isEqualTo(Files.readAllLines(scenario.resolve("expected/rows.txt")));
        assertThat(rejects(sluice)).isEqualTo(Files.readAllLines(scenario.resolve("expected/rejects.txt")));
        for (String run : runs) {
            assertThat(sluice.run(0, arguments(run)).get("outcome").asText()).isEqualTo("nothing-to-do");
        }
    }

    private static String[] arguments(String line) {
        return Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
    }

    private static void assertContains(JsonNode found, JsonNode expected, String where) {
        if (!expected.isObject()) {
            assertThat(found).as(where).isEqualTo(expected);
            return;
        }
        Iterator<Map.Entry<String, JsonNode>> fields = expected.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            assertThat(found.has(field.getKey()))
                    .as(where + "." + field.getKey())
                    .isTrue();
            assertContains(found.get(field.getKey()), field.getValue(), where + "." + field.getKey());
        }
    }

    private static List<String> rows(Sluice sluice, String query) {
        List<String> rows = new ArrayList<>();
        for (Row row : sluice.query(query)) {
            rows.add(oneLine(row.mkString("|")));
        }
        return rows;
    }

    private static List<String> rejects(Sluice sluice) throws IOException {
        List<String> rejects = new ArrayList<>();
        for (JsonNode reject : sluice.quarantine()) {
            rejects.add("%s|%d|%s|%s|%s"
                    .formatted(
                            reject.get("file").asText(),
                            reject.get("position").asLong(),
                            reject.get("code").asText(),
                            reject.get("field").asText(),
                            reject.has("raw")
                                    ? oneLine(reject.get("raw").asText())
                                    : "base64:" + reject.get("raw_base64").asText()));
        }
        return rejects;
    }

    private static String oneLine(String text) {
        return text.replace("\n", "\\n");
    }
}
