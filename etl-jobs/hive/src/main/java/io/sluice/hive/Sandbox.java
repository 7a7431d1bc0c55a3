package io.sluice.hive;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** The sandbox in a folder: starts it, stops it, says whether it runs. */
final class Sandbox {
    /** How a start is to be done. */
    record Start(OptionalInt metastorePort, OptionalInt port, Duration limit) {
        static final Duration USUAL_LIMIT = Duration.ofMinutes(3);

        static Start usual() {
            return new Start(OptionalInt.empty(), OptionalInt.empty(), USUAL_LIMIT);
        }
    }

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 100;
    private static final int REASON_LINES = 20;

    private final SandboxFolder folder;
    private final PrintWriter progress;

    /**
     * Addresses the sandbox in a folder; nothing happens yet.
     *
     * @param progress is told what is being done
     */
    Sandbox(SandboxFolder folder, PrintWriter progress) {
        this.folder = folder;
        this.progress = progress;
    }

    SandboxFolder folder() {
        return folder;
    }

    /** Who serves, if a server lives. */
    Optional<SandboxState> running() throws IOException {
        return SandboxState.read(folder).filter(state -> state.process().isPresent());
    }

    /**
     * Starts the sandbox unless it runs already, and waits until both services answer.
     *
     * @throws SandboxException if a port is taken, the server ends, or the time limit passes
     */
    SandboxState start(Start how) throws IOException, InterruptedException {
        folder.create();
        try (FileChannel channel = controlChannel()) {
            channel.lock(); // closing the channel gives it back
            Optional<SandboxState> running = running();
            if (running.isPresent()) {
                progress.println("sluice hive: runs already");
                return sameAsAsked(running.get(), how);
            }
            Files.deleteIfExists(folder.stateFile());
            Ports ports = Ports.choose(folder, how.metastorePort, how.port);
            ports.write(folder.portsFile());
            progress.println("sluice hive: starting Hive %s in %s".formatted(HiveVersion.TEXT, folder.root()));
            return await(ServerProcess.begin(folder, ports), ports, how.limit);
        }
    }

    /** Starts the sandbox where it does not run, for a command that needs it. */
    SandboxState startIfNeeded() throws IOException, InterruptedException {
        Optional<SandboxState> running = running();
        return running.isPresent() ? running.get() : start(Start.usual());
    }

    private FileChannel controlChannel() throws IOException {
        return FileChannel.open(folder.controlLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private SandboxState sameAsAsked(SandboxState running, Start how) {
        Ports ports = running.ports();
        if (how.metastorePort.orElse(ports.metastore()) != ports.metastore()
                || how.port.orElse(ports.hiveServer()) != ports.hiveServer()) {
            throw SandboxException.failed(
                    "the sandbox in %s runs already, with --metastore-port %d --port %d; stop it first to change its ports"
                            .formatted(folder.root(), ports.metastore(), ports.hiveServer()));
        }
        return running;
    }

    private SandboxState await(Process server, Ports ports, Duration limit) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        boolean metastoreAnswered = false;
        while (true) {
            long elapsed = System.nanoTime() - begin;
            Optional<SandboxState> state = SandboxState.read(folder).filter(written -> written.pid() == server.pid());
            if (state.isPresent() && Ports.answers(ports.hiveServer())) {
                progress.println("sluice hive: HiveServer2 answers after %d s".formatted(seconds(elapsed)));
                return state.get();
            }
            if (!server.isAlive()) {
                throw SandboxException.failed("the server ended while it started (exit code %d):%n%s"
                        .formatted(server.exitValue(), reason()));
            }
            if (elapsed > limit.toNanos()) {
                end(server.toHandle());
                throw SandboxException.failed("the server did not answer within %d s and was ended:%n%s"
                        .formatted(limit.toSeconds(), reason()));
            }
            if (!metastoreAnswered && Ports.answers(ports.metastore())) {
                metastoreAnswered = true;
                progress.println("sluice hive: metastore answers after %d s".formatted(seconds(elapsed)));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static long seconds(long nanos) {
        return Math.round(nanos / 1e9);
    }

    /** The last that the server said, and where more is. */
    private String reason() throws IOException {
        List<String> lines = Files.exists(folder.console()) ? Files.readAllLines(folder.console()) : List.of();
        String last = String.join(
                System.lineSeparator(), lines.subList(Math.max(0, lines.size() - REASON_LINES), lines.size()));
        return "%s%nMore is in %s".formatted(last, folder.logs());
    }

    /**
     * Stops the sandbox and waits for its end.
     *
     * @return whether one ran
     */
    boolean stop() throws IOException, InterruptedException {
        if (!Files.isDirectory(folder.root())) {
            return false;
        }
        try (FileChannel channel = controlChannel()) {
            channel.lock(); // closing the channel gives it back
            Optional<ProcessHandle> server = SandboxState.read(folder).flatMap(SandboxState::process);
            if (server.isPresent()) {
                end(server.get());
            }
            Files.deleteIfExists(folder.stateFile());
            return server.isPresent();
        }
    }

    private void end(ProcessHandle server) throws InterruptedException {
        server.destroy();
        if (!ended(server)) {
            progress.println("sluice hive: process %d did not end within %d s and is killed"
                    .formatted(server.pid(), STOP_LIMIT.toSeconds()));
            server.destroyForcibly();
            ended(server);
        }
    }

    private static boolean ended(ProcessHandle server) throws InterruptedException {
        long limit = System.nanoTime() + STOP_LIMIT.toNanos();
        while (server.isAlive() && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return !server.isAlive();
    }
}
