package io.sluice.hive.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code sluice hive} in a process of its own, as the launcher does, on the classes that are being built. */
public final class HiveCommand {
    /**
     * How a command ended.
     *
     * @param exitCode of the process
     * @param out what it printed on standard output
     * @param err what it printed on standard error
     */
    public record Result(int exitCode, String out, String err) {}

    private static final String MAIN = "io.sluice.hive.Main";

    private HiveCommand() {}

    /** Runs a command in a folder and waits for its end. */
    public static Result run(Path currentFolder, String... args) {
        return run(currentFolder, Map.of(), args);
    }

    /** Runs a command with more environment variables. */
    public static Result run(Path currentFolder, Map<String, String> environment, String... args) {
        Path out = null;
        Path err = null;
        try {
            out = Files.createTempFile("sluice-hive", ".out");
            err = Files.createTempFile("sluice-hive", ".err");
            ProcessBuilder builder = new ProcessBuilder(command(args))
                    .directory(currentFolder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            int exitCode = process.waitFor();
            return new Result(
                    exitCode,
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            delete(out);
            delete(err);
        }
    }

    private static void delete(Path file) {
        if (file != null) {
            file.toFile().delete();
        }
    }

    private static List<String> command(String... args) throws IOException {
        Path target = Path.of(System.getProperty("sluice.project.root"), "etl-jobs", "hive", "target");
        String classPath =
                target.resolve("classes") + File.pathSeparator + Files.readString(target.resolve("hive.classpath"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-Dlog4j2.configurationFile=sluice-hive-client-log4j2.properties",
                "-cp",
                classPath.strip(),
                MAIN));
        command.addAll(List.of(args));
        return command;
    }
}
