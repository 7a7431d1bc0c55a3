package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PeekCommandTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final String PRODUCER = "producer_";

    @TempDir
    private Path folder;

    static Stream<String> producers() throws IOException {
        try (Stream<Path> scenarios = Files.list(SCENARIOS)) {
            return scenarios
                    .map(scenario -> scenario.getFileName().toString())
                    .filter(name -> name.startsWith(PRODUCER) && !name.equals("producer_custom"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("producers")
    void namesThePresetAndDraftsAJobThatRuns(String scenario) throws IOException {
        Path landing = SCENARIOS.resolve(scenario).resolve("landing");

        Sluice.Ended ended =
                Sluice.execute("peek", landing.toString(), "--out", folder.toString(), "--name", "drafted");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("format: " + scenario.substring(PRODUCER.length()) + System.lineSeparator());
        JsonNode report = new Sluice(folder.resolve("drafted.yaml"), folder.resolve("warehouse")).run(0);
        assertThat(report.get("outcome").asText()).isEqualTo("published");
        assertThat(report.at("/rejects_by_code/TYPE_MISMATCH").isMissingNode()).isTrue();
        assertThat(report.at("/unknown_fields")).isEmpty();
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
