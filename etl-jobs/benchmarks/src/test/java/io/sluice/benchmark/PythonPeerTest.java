package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the contenders in Python, installed as a benchmark installs them. */
class PythonPeerTest {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final int HOUR = 21 * 24 + 3;

    @TempDir
    Path root;

    @ParameterizedTest
    @EnumSource
    void keepsOneRowOfAnIdInItsHour(PythonPeer peer) throws Exception {
        Fingerprint kept = load(
                peer,
                """
                {"id":"12","created_at":"2021-07-21T03:00:05Z","sensor":7,"amount":1.5,"ok":true,"unknown":{"x":[]}}
                {"id":"12","created_at":"2021-07-21T03:00:05Z","sensor":7,"amount":1.5,"ok":true}
                {"id":"12","created_at":"2021-07-21T04:00:00.25Z","sensor":1,"amount":1.5,"ok":true}
                """);

        assertThat(kept)
                .isEqualTo(new Fingerprint(
                        "2", "1", "24", Integer.toString(12 * HOUR + 12 * (HOUR + 1)), "3253676405", "8"));
    }

    @ParameterizedTest
    @EnumSource(names = {"POLARS_RANK", "CHDB_QUALIFY"})
    void keepsTheLatestRowOfAnId(PythonPeer peer) throws Exception {
        Fingerprint kept = load(
                peer,
                """
                {"id":"12","created_at":"2021-07-21T03:00:05Z","sensor":7,"amount":1.5,"ok":true}
                {"id":"12","created_at":"2021-07-21T03:00:15Z","sensor":20,"amount":1.5,"ok":true}
                {"id":"12","created_at":"2021-07-21T03:00:10Z","sensor":1,"amount":1.5,"ok":true}
                """);

        assertThat(kept).isEqualTo(new Fingerprint("1", "1", "12", Integer.toString(12 * HOUR), "1626836415", "20"));
    }

    private Fingerprint load(PythonPeer peer, String landed) throws Exception {
        Scenario scenario = new FirstLoad(Workload.of("narrow", 1));
        Landing landing = new Landing(scenario, root.resolve("landing"));
        Files.createDirectories(landing.day(0));
        Files.writeString(
                landing.schemaFile(), SyntheticRecords.of(Workload.Shape.NARROW).schema());
        Files.writeString(landing.day(0).resolve("00.json"), landed);
        Assignment assignment = new Assignment(peer.contender(), landing, root, "4g", new RunCounts());
        Files.createDirectories(assignment.folder());
        PythonProcess python =
                new PythonProcess(new PythonEnvironment(MODULE.resolve("../../airflow-dags/bin/venv"), MODULE));

        Process process = new ProcessBuilder(python.command(assignment))
                .redirectErrorStream(true)
                .redirectOutput(assignment.log().toFile())
                .start();

        assertThat(process.waitFor()).as(assignment.log().toString()).isZero();
        return python.entries(assignment).get(0).fingerprint();
    }
}
