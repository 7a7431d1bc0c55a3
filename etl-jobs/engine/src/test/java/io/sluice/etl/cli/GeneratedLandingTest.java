package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import io.sluice.etl.generate.GeneratedLanding;
import io.sluice.etl.generate.LandingGenerator;
import io.sluice.etl.generate.LandingPlan;
import io.sluice.etl.generate.Rates;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.testing.FlakyFileSystem;
import io.sluice.etl.testing.SharedFolder;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over generated landings, whose writer knows what each must find. */
final class GeneratedLandingTest {
    private static final Rates MANY_MISHAPS = new Rates(0.03, 0.04, 0.05, 0.04, 0.03, 0.01);

    @TempDir
    private Path folder;

    private GeneratedLanding landing;

    @BeforeEach
    void generate() {
        LandingPlan plan = new LandingPlan(
                7, LocalDate.of(2021, 7, 21), 3, 6, 400, LandingPlan.Compression.MIXED, MANY_MISHAPS, true, true);
        landing = new LandingGenerator(plan).write(folder.resolve("landing"));
    }

    @Test
    void everyNightFindsWhatWasGenerated() throws IOException {
        Sluice sluice = sluice("nightly");

        for (GeneratedLanding.Day day : landing.days()) {
            JsonNode report = sluice.run(0, "--date", day.date().toString());
            assertThat(report.at("/files/read").asLong()).isEqualTo(day.files());
            assertThat(report.at("/files/ignored").asLong()).isEqualTo(day.ignoredFiles());
            assertThat(report.at("/records/read").asLong()).isEqualTo(day.read());
            assertThat(report.at("/records/accepted").asLong()).isEqualTo(day.accepted());
            assertThat(rejects(report)).isEqualTo(new TreeMap<>(day.rejected()));
        }

        Map<LocalDate, Long> rows = new TreeMap<>();
        for (Row row : sluice.query("SELECT dt, count(*), count(DISTINCT id) FROM $table GROUP BY dt")) {
            assertThat(row.getLong(1)).isEqualTo(row.getLong(2));
            rows.put(LocalDate.parse(row.getString(0)), row.getLong(1));
        }
        assertThat(rows).isEqualTo(landing.rowsByEventDay());
    }

    @Test
    void anyOrderOfDaysAndAnyNumberOfTasksGivesTheSameRows() throws IOException {
        Sluice nightly = sluice("nightly");
        for (GeneratedLanding.Day day : landing.days()) {
            nightly.run(0, "--date", day.date().toString());
        }
        Sluice backwards = sluice("backwards");
        for (int i = landing.days().size() - 1; i >= 0; i--) {
            backwards.run(0, "--date", landing.days().get(i).date().toString());
        }
        Sluice atOnce = sluice("at_once");
        inManyTasks(atOnce);

        assertSameRows(nightly, backwards);
        assertSameRows(nightly, atOnce);
    }

    @Test
    void tasksThatFailAndAreRetriedGiveTheSameCountsRowsAndRejects() throws IOException {
        Sluice calm = sluice("calm");
        JsonNode expected = calm.run(0);
        FlakyFileSystem.install();
        Sluice flaky = sluice("flaky").with("landing.path=" + FlakyFileSystem.SCHEME + ":" + landing.root());

        JsonNode report = inManyTasks(flaky);

        assertThat(FlakyFileSystem.failures()).isGreaterThanOrEqualTo(18);
        for (String counts : List.of("files", "records", "rejects_by_code", "unknown_fields")) {
            assertThat(report.get(counts)).isEqualTo(expected.get(counts));
        }
        assertThat(flaky.quarantine()).isEqualTo(calm.quarantine());
        assertSameRows(calm, flaky);
        assertThat(flaky.dataFiles()).hasSize((int) report.get("partitions").findValues("files").stream()
                .mapToLong(JsonNode::asLong)
                .sum());
    }

    @Test
    void theFilesOnDiskAreThoseOfTheJournal() throws IOException {
        Sluice sluice = sluice("manifest");

        JsonNode report = sluice.run(0);

        for (JsonNode change : report.get("partitions")) {
            try (Stream<Path> files = Files.list(Path.of(change.get("location").asText()))) {
                assertThat(files).hasSize(change.get("files").asInt());
            }
        }
    }

    private Sluice sluice(String name) {
        Path job = SharedFolder.projectRoot().resolve("etl-jobs/conf/github_events.yaml");
        return new Sluice(job, folder.resolve(name))
                .with("landing.path=" + landing.root(), "audit.max_reject_ratio=0.1");
    }

    /** A run whose tasks read one file each. */
    private static JsonNode inManyTasks(Sluice sluice) throws IOException {
        try {
            return sluice.with("spark.spark.sql.files.maxPartitionBytes=100000").run(0);
        } finally {
            TestSpark.session().conf().unset("spark.sql.files.maxPartitionBytes");
        }
    }

    private static Map<RejectCode, Long> rejects(JsonNode report) {
        Map<RejectCode, Long> rejects = new TreeMap<>();
        report.get("rejects_by_code")
                .fields()
                .forEachRemaining(entry -> rejects.put(
                        RejectCode.valueOf(entry.getKey()), entry.getValue().asLong()));
        return rejects;
    }

    private static void assertSameRows(Sluice left, Sluice right) {
        new JavaDataFrameSuiteBase().assertDataFrameEquals(rows(left), rows(right));
    }

    private static Dataset<Row> rows(Sluice sluice) {
        return TestSpark.session().table(sluice.table()).drop("ingest_run").orderBy("dt", "id");
    }
}
