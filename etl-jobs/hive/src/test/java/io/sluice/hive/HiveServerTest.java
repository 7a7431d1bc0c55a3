package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.HiveSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class HiveServerTest {
    private static final String LISTENING = "0A";
    private static final String LOOPBACK = "0100007F";
    /** Open for writing, in the octal flags of {@code /proc/<pid>/fdinfo}. */
    private static final int WRITING = 03;

    private final HiveSandbox sandbox = HiveSandbox.shared();

    @Test
    void groupsRowsThroughTez() throws SQLException {
        List<String> plan;
        List<String> counts;
        try (Connection connection = sandbox.jdbc();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE colours (name STRING) STORED AS ORC");
            statement.execute("INSERT INTO colours VALUES ('red'), ('blue'), ('red')");
            String question = "SELECT name, count(*) FROM colours GROUP BY name ORDER BY name";
            plan = rows(statement, "EXPLAIN " + question);
            counts = rows(statement, question);
        }
        assertThat(String.join("\n", plan)).contains("Tez");
        assertThat(counts).containsExactly("blue 1", "red 2");
    }

    @Test
    void keepsTimesInUtc() throws SQLException {
        try (Connection connection = sandbox.jdbc();
                Statement statement = connection.createStatement()) {
            assertThat(rows(statement, "SELECT to_unix_timestamp('2021-07-21 00:00:00')"))
                    .containsExactly("1626825600");
        }
    }

    @Test
    void createsTablesInItsOwnWarehouse() throws SQLException {
        try (Connection connection = sandbox.jdbc();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE placed (a INT)");
            assertThat(rows(statement, "DESCRIBE FORMATTED placed"))
                    .anyMatch(
                            row -> row.startsWith("Location:") && row.contains(sandbox.folder() + "/warehouse/placed"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listensOnLoopbackOnly() throws IOException {
        try (Connection connection = sandbox.jdbc();
                Statement statement = connection.createStatement()) {
            rows(statement, "SELECT count(*) FROM (SELECT 1 AS one UNION ALL SELECT 2) two");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        Set<String> sockets = openFiles().stream().map(Path::toString).collect(Collectors.toSet());
        List<String> addresses = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            Files.readAllLines(Path.of("/proc", Long.toString(sandbox.pid()), "net", table)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> sockets.contains("socket:[" + fields[9] + "]"))
                    .filter(fields -> table.startsWith("udp") || fields[3].equals(LISTENING))
                    .forEach(fields -> addresses.add(table + " " + fields[1].split(":")[0]));
        }
        assertThat(addresses).hasSize(2).allMatch(("tcp " + LOOPBACK)::equals);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void writesInItsFolderOnly() throws IOException {
        Path process = Path.of("/proc", Long.toString(sandbox.pid()));
        List<Path> written = new ArrayList<>();
        for (Path file : list(process.resolve("fd"))) {
            String flags = Files.readString(process.resolve("fdinfo").resolve(file.getFileName()))
                    .replaceAll("(?s).*flags:\\s*(\\d+).*", "$1");
            Path target = Files.readSymbolicLink(file);
            if ((Integer.parseInt(flags, 8) & WRITING) != 0 && Files.isRegularFile(target)) {
                written.add(target);
            }
        }
        assertThat(written).isNotEmpty().allMatch(file -> file.startsWith(sandbox.folder()));
        assertThat(Files.readSymbolicLink(process.resolve("cwd"))).isEqualTo(sandbox.folder());
        assertThat(list(sandbox.folder().getParent())).containsExactly(sandbox.folder());
        assertThat(list(sandbox.folder()).stream()
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder(
                        ".control-lock",
                        ".server-lock",
                        "conf",
                        "jars",
                        "logs",
                        "metastore",
                        "ports.properties",
                        "sandbox.json",
                        "scratch",
                        "tmp",
                        "warehouse");
    }

    private List<Path> openFiles() throws IOException {
        List<Path> targets = new ArrayList<>();
        for (Path file : list(Path.of("/proc", Long.toString(sandbox.pid()), "fd"))) {
            targets.add(Files.readSymbolicLink(file));
        }
        return targets;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static List<String> rows(Statement statement, String question) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(question)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)).strip());
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }
}
