package io.sluice.hive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A job with a warehouse of its own, whose table is registered in the shared sandbox. */
public final class TestJob {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Engine engine;
    private final Path file;
    private final Path folder;
    private final List<String> overrides = new ArrayList<>();

    /**
     * A job of a file.
     *
     * @param folder for the warehouse and for reports
     * @param table database and table, which no other test uses
     */
    public TestJob(Engine engine, Path file, Path folder, String table) {
        this.engine = engine;
        this.file = file;
        this.folder = folder;
        overrides.addAll(Engine.metastore());
        overrides.addAll(List.of("warehouse=" + folder.resolve("warehouse"), "table.name=" + table));
    }

    /** Overrides more keys of the job. */
    public TestJob with(String... settings) {
        overrides.addAll(List.of(settings));
        return this;
    }

    /** A command of the job with its overrides. */
    public List<String> command(String name, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(name, "--job", file.toString()));
        overrides.forEach(override -> command.addAll(List.of("--set", override)));
        command.addAll(Engine.arguments(arguments));
        return command;
    }

    /** A run that must end well; gives its report. */
    public JsonNode run(Object... arguments) {
        return run(0, arguments);
    }

    /** A run that must end with an exit code; gives its report, or, where there is none, an object with the error. */
    public JsonNode run(int exitCode, Object... arguments) {
        try {
            Path report = folder.resolve("report.json");
            Files.deleteIfExists(report);
            Engine.Ended ended = engine.run(command(
                    "run",
                    "--report",
                    report,
                    List.of(Engine.arguments(arguments).toArray())));
            assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
            return Files.exists(report)
                    ? JSON.readTree(report.toFile())
                    : JSON.createObjectNode().put("error", ended.err());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Folder of the job's tables. */
    public Path warehouse() {
        return folder.resolve("warehouse");
    }
}
