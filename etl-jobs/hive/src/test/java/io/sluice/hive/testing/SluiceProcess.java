package io.sluice.hive.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One command in a process of its own, which can be killed or made to stand still. */
public final class SluiceProcess {
    /** Enough for small landings, and little enough for ten at once. */
    private static final String HEAP = "-Xmx700m";

    private static final int LONGEST_SECONDS = 900;

    private final Process process;
    private final Path out;
    private final Path err;

    private SluiceProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a command.
     *
     * @param folder for what it prints, and for what Spark leaves in temporary folders when it is killed
     */
    public static SluiceProcess start(Path folder, List<String> arguments) throws IOException {
        Path own = Files.createTempDirectory(Files.createDirectories(folder), "process");
        List<String> command = EngineJvm.command(
                List.of(HEAP, "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + own), "io.sluice.etl.cli.Main");
        command.addAll(arguments);
        Path out = own.resolve("out");
        Path err = own.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new SluiceProcess(builder.start(), out, err);
    }

    /** What it has printed on its progress so far. */
    public String progress() throws IOException {
        return Files.readString(err);
    }

    /** What it has printed of results so far. */
    public String printed() throws IOException {
        return Files.readString(out);
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of a command that ends by itself. */
    public Engine.Ended end() throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            String progress = progress();
            kill();
            throw new AssertionError("the command did not end in %d s:%n%s".formatted(LONGEST_SECONDS, progress));
        }
        return new Engine.Ended(process.exitValue(), printed(), progress());
    }

    /** Waits for the end of a command that must end well. */
    public Engine.Ended endWell() throws IOException, InterruptedException {
        Engine.Ended ended = end();
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    /** Ends the process without a word, by SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /**
     * Makes the process stand still, by SIGSTOP.
     *
     * @return false when it has ended by then
     */
    public boolean standStill() throws IOException, InterruptedException {
        return signal("STOP");
    }

    /** Lets the process go on, by SIGCONT. */
    public void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private boolean signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return process.isAlive();
    }
}
