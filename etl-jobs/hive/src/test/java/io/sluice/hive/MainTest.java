package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.HiveCommand;
import io.sluice.hive.testing.HiveSandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
    private final HiveSandbox sandbox = HiveSandbox.shared();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("--dir", sandbox.folder().toString()));
        all.addAll(List.of(args));
        return Main.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    @Test
    void printsATable() {
        assertThat(run("-e", "SELECT 1 AS number, '한국어 🙂' AS text, CAST(NULL AS STRING) AS nothing"))
                .isZero();
        assertThat(out)
                .hasToString(
                        """
                        +------+---------+-------+
                        |number|text     |nothing|
                        +------+---------+-------+
                        |1     |한국어 🙂|NULL   |
                        +------+---------+-------+
                        """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsCsv() {
        assertThat(run(
                        "--format",
                        "csv",
                        "-e",
                        "SELECT 'a,\"b\"' AS text, CAST(NULL AS INT) AS nothing, 2.50 AS price"))
                .isZero();
        assertThat(out).hasToString("text,nothing,price\n\"a,\"\"b\"\"\",,2.5\n");
    }

    @Test
    void printsJson() {
        assertThat(
                        run(
                                "--format",
                                "json",
                                "-e",
                                """
                        SELECT 9007199254740993L AS long, true AS yes, CAST(NULL AS DOUBLE) AS nothing, 1.10BD AS price,
                               'x' AS text, array(1, 2) AS list, named_struct('a', map('k', 'v')) AS nested,
                               CAST('2021-07-21 01:02:03.000004' AS TIMESTAMP) AS time"""))
                .isZero();
        assertThat(out)
                .hasToString(
                        """
                        {"long":9007199254740993,"yes":true,"nothing":null,"price":1.1,"text":"x","list":[1,2],\
                        "nested":{"a":{"k":"v"}},"time":"2021-07-21 01:02:03.000004"}
                        """);
    }

    @Test
    void runsAFileWithVariables(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("question.sql"),
                """
                -- Comments may hold a ; and a ' too.
                SET hive.vectorized.execution.enabled=false;
                SELECT '${day}; -- not a comment' AS day; -- the last
                SELECT ${number} + 1 AS sum
                """);
        assertThat(run("-f", file.toString(), "--var", "day=2021-07-21", "--var", "number=41", "--format", "csv"))
                .isZero();
        assertThat(out).hasToString("day\n2021-07-21; -- not a comment\nsum\n42\n");
    }

    @Test
    void runsStatementsInTheirOrderInOneSession() {
        assertThat(run(
                        "-e",
                        "CREATE TEMPORARY TABLE seen (a INT)",
                        "-e",
                        "SELECT count(*) AS rows FROM seen",
                        "--format",
                        "csv"))
                .isZero();
        assertThat(out).hasToString("rows\n0\n");
    }

    @Test
    void namesColumnsWithoutTheirTable() {
        assertThat(run("--format", "csv", "-e", "CREATE TEMPORARY TABLE plain (a INT); SELECT * FROM plain"))
                .isZero();
        assertThat(out).hasToString("a\n");
    }

    @Test
    void failsAtTheFirstStatementThatFails() {
        assertThat(run("-e", "SELECT missing FROM nowhere; SELECT 1")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("sluice hive: ")
                .contains("Table not found")
                .contains("nowhere");
    }

    @Test
    void failsInAProcessOfItsOwnWithoutNoise(@TempDir Path folder) {
        HiveCommand.Result failed =
                HiveCommand.run(folder, "--dir", sandbox.folder().toString(), "-e", "SELEC 1");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err().lines())
                .hasSize(1)
                .allMatch(line -> line.contains("cannot recognize input near 'SELEC'"));
    }

    @Test
    void refusesWrongUsage() {
        assertThat(run("-f", "missing.sql")).isEqualTo(2);
        assertThat(run("-e", "SELECT 1", "-f", "missing.sql")).isEqualTo(2);
        assertThat(run("-e", "SELECT 1", "--var", "a b=c")).isEqualTo(2);
        assertThat(run("-e", "SELECT 1", "--format", "xml")).isEqualTo(2);
        assertThat(run("start", "--port", "70000")).isEqualTo(2);
        assertThat(err.toString())
                .contains("-f missing.sql: there is no such file")
                .contains("--var a b=c: a name is")
                .contains("--port 70000: a port is a number from 1 to 65535");
        assertThat(out.toString()).isEmpty();
    }
}
