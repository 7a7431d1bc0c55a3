package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jobs that the project ships, over the examples of their schemas. */
final class ConfFolderTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.project.root"));
    private static final Path FOLDER = ROOT.resolve("etl-jobs/conf");
    private static final Pattern SCHEMA = Pattern.compile("(?m)^schema: ([a-z/]+)/(v[0-9]+)");

    @TempDir
    private Path folder;

    static Stream<Path> jobs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @Test
    void shipsJobsOfDifferentShape() throws IOException {
        assertThat(jobs()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void takesTheExamplesThatAreToPass(Path job) throws IOException {
        List<Path> examples = examples(job, "pass");
        assertThat(examples).hasSizeGreaterThanOrEqualTo(3);

        JsonNode records = dryRun(job, examples).get("records");

        assertThat(records.get("read").asInt()).isEqualTo(examples.size());
        assertThat(records.get("accepted").asInt()).isEqualTo(examples.size());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void rejectsTheExamplesThatAreToFail(Path job) throws IOException {
        List<Path> examples = examples(job, "fail");
        assertThat(examples).hasSizeGreaterThanOrEqualTo(3);

        JsonNode records = dryRun(job, examples).get("records");

        assertThat(records.get("read").asInt()).isEqualTo(examples.size());
        assertThat(records.get("rejected").asInt()).isEqualTo(examples.size());
    }

    /** One example a file: examples are written over several lines, and a record takes one. */
    private JsonNode dryRun(Path job, List<Path> examples) throws IOException {
        TestSpark.session();
        Path landing = Files.createDirectories(folder.resolve("landing/2026-11-22"));
        ObjectMapper mapper = new ObjectMapper();
        for (Path example : examples) {
            String record = mapper.readTree(Files.readString(example)).toString();
            Files.writeString(landing.resolve(example.getFileName()), record + "\n");
        }
        Path report = folder.resolve("report.json");
        Sluice.Ended ended = Sluice.execute(
                "run",
                "--job",
                job.toString(),
                "--dry-run",
                "--report",
                report.toString(),
                "--set",
                "warehouse=" + folder.resolve("warehouse"),
                "--set",
                "landing={path: %s, layout: \"{date}/*\"}".formatted(folder.resolve("landing")),
                "--set",
                "late={beyond: keep}",
                "--set",
                "audit={max_reject_ratio: 1}");
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return mapper.readTree(Files.readString(report));
    }

    private static List<Path> examples(Path job, String kind) throws IOException {
        Matcher schema = SCHEMA.matcher(Files.readString(job));
        assertThat(schema.find()).as("%s names a schema of the project", job).isTrue();
        Path examples = ROOT.resolve("schemas").resolve(schema.group(1)).resolve("examples");
        try (Stream<Path> files = Files.list(examples)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(schema.group(2) + ".") && name.endsWith(".%s.json".formatted(kind));
                    })
                    .sorted()
                    .toList();
        }
    }
}
