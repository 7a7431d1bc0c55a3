package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Runs commands as a user would, on a warehouse and a table of their own. */
final class Sluice {
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String job;
    private final Path warehouse;
    private final List<String> settings = new ArrayList<>();
    private final String table = "scenarios.t" + TABLES.incrementAndGet();

    /** What a command printed and how it ended. */
    record Ended(int exitCode, String out, String err) {}

    Sluice(Path job, Path warehouse) {
        this.job = job.toString();
        this.warehouse = warehouse;
        with("warehouse=" + warehouse, "table.name=" + table);
        TestSpark.session();
    }

    /** Overrides keys of the job in every command. */
    Sluice with(String... overrides) {
        settings.addAll(List.of(overrides));
        return this;
    }

    String table() {
        return table;
    }

    Path tableFolder() {
        return warehouse.resolve(table.replace('.', '/'));
    }

    /** A command of the job, with the overrides. */
    Ended command(String name, String... arguments) {
        return command(List.of(name), arguments);
    }

    /** A command of a command, with the job and the overrides. */
    Ended command(List<String> name, String... arguments) {
        List<String> all = new ArrayList<>(name);
        all.addAll(List.of("--job", job));
        settings.forEach(setting -> all.addAll(List.of("--set", setting)));
        all.addAll(Arrays.asList(arguments));
        return execute(all.toArray(String[]::new));
    }

    static Ended execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ended(exitCode, out.toString(), err.toString());
    }

    /** A run that must end with an exit code; gives its report. */
    JsonNode run(int exitCode, String... arguments) throws IOException {
        Path report = Files.createTempFile("report", ".json");
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--report", report.toString()));
        Ended ended = command("run", all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
        JsonNode parsed = JSON.readTree(Files.readString(report));
        Files.delete(report);
        return parsed;
    }

    /** Rows of a query in which {@code $table} stands for the table. */
    List<Row> query(String sql) {
        return TestSpark.session().sql(sql.replace("$table", table)).collectAsList();
    }

    /** All files below the table's folder that hold data, with their bytes. */
    java.util.Map<String, byte[]> dataFiles() throws IOException {
        java.util.Map<String, byte[]> files = new java.util.TreeMap<>();
        Path versions = tableFolder().resolve("_versions");
        if (Files.exists(versions)) {
            try (Stream<Path> all = Files.walk(versions)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(versions.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    /** The rejects in quarantine, in the order of their files and positions. */
    List<JsonNode> quarantine() throws IOException {
        List<JsonNode> rejects = new ArrayList<>();
        Path folder = tableFolder().resolve("_sluice/quarantine");
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    for (String line : Files.readAllLines(file)) {
                        rejects.add(JSON.readTree(line));
                    }
                }
            }
        }
        rejects.sort(java.util.Comparator.<JsonNode, String>comparing(
                        reject -> reject.get("file").asText())
                .thenComparing(reject -> reject.get("position").asLong()));
        return rejects;
    }
}
