package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonProcessTest {
    @TempDir
    Path root;

    @Test
    void startsTheWorkerByThePythonOfTheEnvironment() throws Exception {
        Assignment assignment = assignment();
        String folder = assignment.folder().toString();

        assertThat(process("echo /venv").command(assignment))
                .containsExactly(
                        "/venv/bin/python",
                        "-E",
                        "-s",
                        "-B",
                        "/module/src/main/python/worker.py",
                        "--contender",
                        "polars-rank",
                        "--schema",
                        root.resolve("landings/narrow-1/schema.avsc").toString(),
                        "--day",
                        root.resolve("landings/narrow-1/landing/2021-07-21").toString(),
                        "--warm",
                        "0",
                        "--warm-up",
                        "0",
                        "--account",
                        folder + "/account.json");
    }

    @Test
    void saysWhatIsNeededAndHowToDoWithoutWhereItCannotBeInstalled() {
        assertThatThrownBy(() -> process("exit 1").install())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Python 3.11 with venv and pip is needed")
                .hasMessageContaining("--contender with others leaves them out");
    }

    @Test
    void readsTheTableThatTheProcessHasLeft() throws Exception {
        Assignment assignment = assignment();
        Files.createDirectories(assignment.folder());
        Files.writeString(
                assignment.accountFile(),
                """
                [{"contender": "polars-rank", "table": "new table",
                  "first": {"seconds": 1.5, "cpuSeconds": 2.5, "shuffledBytes": -1, "outputBytes": 30, "outputFiles": 1},
                  "warm": [], "peakBytes": 1000, "settings": "Polars"}]""");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    COPY (SELECT '12' AS id, TIMESTAMPTZ '2021-07-21 03:00:05+00' AS created_at, 7 AS sensor,
                                 '2021-07-21' AS dt, '03' AS hour)
                    TO '%s' (FORMAT parquet, PARTITION_BY (dt, hour))"""
                            .formatted(assignment.lastTable()));
        }

        assertThat(process("echo /venv").entries(assignment))
                .containsExactly(new Entry(
                        "polars-rank",
                        Entry.NEW_TABLE,
                        new Lap(1.5, 2.5, -1, 30, 1),
                        List.of(),
                        1000,
                        new Fingerprint("1", "1", "12", Integer.toString((21 * 24 + 3) * 12), "1626836405", "7"),
                        "Polars"));
    }

    /** A process whose environment is installed by a script of one line. */
    private PythonProcess process(String installs) throws IOException {
        Path installer = Files.writeString(root.resolve("venv"), installs + "\n");
        return new PythonProcess(new PythonEnvironment(installer, Path.of("/module")));
    }

    private Assignment assignment() {
        Scenario scenario = new FirstLoad(Workload.of("narrow", 1));
        Landing landing = new Landing(scenario, root.resolve("landings").resolve(scenario.landingFolder()));
        return new Assignment("polars-rank", landing, root, "4g", new RunCounts());
    }
}
