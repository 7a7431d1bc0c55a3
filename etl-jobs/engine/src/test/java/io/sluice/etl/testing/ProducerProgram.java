package io.sluice.etl.testing;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A producer's own program in a process of its own, with the jars that a pom of {@code src/test/producers} names.
 *
 * <p>Its output goes to a file, whose end every failure tells. It ends with the JVM of the test at the latest.
 */
public final class ProducerProgram implements Closeable {
    private static final Path POMS = Path.of("src/test/producers").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 100;
    private static final int LINES_TOLD = 30;

    private final Process process;
    private final Path log;

    private ProducerProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * The class path of a producer, fetched by Maven where it is not there yet.
     *
     * @param producer a folder of {@code src/test/producers}
     * @throws IllegalStateException with Maven's messages when a jar cannot be had
     */
    public static String classPath(String producer) throws IOException, InterruptedException {
        Path target = Files.createDirectories(Path.of("target/producers").toAbsolutePath());
        Path classPath = target.resolve(producer + ".classpath");
        Path log = target.resolve(producer + ".maven.log");
        List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B", "-ntp", "dependency:build-classpath"));
        command.addAll(List.of("-f", POMS.resolve(producer).resolve("pom.xml").toString()));
        command.add("-Dmdep.outputFile=" + classPath);
        int exitCode = start(command, log).waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException(
                    "Maven could not fetch the jars of %s (exit code %d):%n%s".formatted(producer, exitCode, end(log)));
        }
        return Files.readString(classPath).strip();
    }

    /**
     * Starts a program.
     *
     * @param options of its JVM beside those that keep it small
     * @param command the main class and its arguments
     */
    public static ProducerProgram start(String classPath, Path log, List<String> options, String... command)
            throws IOException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
        all.addAll(options);
        all.addAll(List.of("-cp", classPath));
        all.addAll(List.of(command));
        return new ProducerProgram(start(all, log), log);
    }

    /** An option that makes programs log by a producer's {@code log4j.properties}. */
    public static String logOption(String producer) {
        return "-Dlog4j.configuration="
                + POMS.resolve(producer).resolve("log4j.properties").toUri();
    }

    private static Process start(List<String> command, Path log) throws IOException {
        File output = log.toFile();
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return started;
    }

    /** Waits until something holds; a program that ends before, or takes too long, fails the test. */
    public void await(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.call()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("%s, which %s, did not come about: %s%n%s"
                        .formatted(log.getFileName(), process.isAlive() ? "runs" : "ended", what, end(log)));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Ends it as the machine's failure would: with nothing committed, closed or flushed. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, as an operator does. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("%s did not end when asked".formatted(log.getFileName()));
        }
    }

    /** Waits until it has done its work. */
    void awaitEnd() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s tells of a failure:%n%s".formatted(log.getFileName(), end(log)));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String end(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }
}
