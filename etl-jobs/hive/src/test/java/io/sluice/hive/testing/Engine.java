package io.sluice.hive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sluice itself, in a process of its own, whose metastore is the sandbox's. Commands share one Spark session. */
public final class Engine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Engine shared;
    private static Engine delta;

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    /** How a command ended and what it printed. */
    public record Ended(int exitCode, String out, String err) {}

    private Engine(Process process) {
        this.process = process;
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The engine that all tests of this JVM share, on the shared sandbox. */
    public static synchronized Engine shared() {
        if (shared == null) {
            shared = start(List.of());
            Runtime.getRuntime().addShutdownHook(new Thread(shared::end));
        }
        return shared;
    }

    /** The shared engine for a table format: Delta needs a session of its own kind. */
    public static synchronized Engine of(String format) {
        if (!format.equals("delta")) {
            return shared();
        }
        if (delta == null) {
            delta = start(List.of("table.format=delta"));
            Runtime.getRuntime().addShutdownHook(new Thread(delta::end));
        }
        return delta;
    }

    /** Starts another engine, whose session is made with more overrides of a job; the caller ends it. */
    public static Engine start(List<String> overrides) {
        try {
            List<String> command = EngineJvm.command(List.of("-Xmx2g"), "io.sluice.etl.cli.CommandLoop");
            command.add(root().resolve("etl-jobs/conf/github_events.yaml").toString());
            command.addAll(metastore());
            command.add("warehouse="
                    + Files.createTempDirectory(HiveSandbox.shared().folder(), "default"));
            command.addAll(overrides);
            Engine engine = new Engine(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            engine.answer();
            return engine;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The project's folder. */
    public static Path root() {
        return Path.of(System.getProperty("sluice.project.root"));
    }

    /** Overrides that make a job publish into the shared sandbox. */
    public static List<String> metastore() {
        return List.of("metastore.uris=" + HiveSandbox.shared().metastoreUri(), "metastore.version=4.0.1");
    }

    /** Runs a command. */
    public synchronized Ended run(List<String> arguments) {
        try {
            commands.write(JSON.writeValueAsString(arguments) + "\n");
            commands.flush();
            return answer();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs a command that must end well; gives what it printed. */
    public String mustRun(List<String> arguments) {
        Ended ended = run(arguments);
        assertThat(ended.exitCode())
                .as("%s%n%s%s", arguments, ended.out(), ended.err())
                .isZero();
        return ended.out();
    }

    /** Ends the process. */
    public void end() {
        process.destroy();
    }

    private Ended answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the engine's process ended; see its messages above");
        }
        JsonNode ended = JSON.readTree(line);
        return new Ended(
                ended.path("exit_code").asInt(),
                ended.path("out").asText(),
                ended.path("err").asText());
    }

    /** Arguments of a command, from lists and words. */
    public static List<String> arguments(Object... parts) {
        return Stream.of(parts)
                .flatMap(part -> part instanceof List<?> list ? list.stream() : Stream.of(part))
                .map(Object::toString)
                .toList();
    }
}
