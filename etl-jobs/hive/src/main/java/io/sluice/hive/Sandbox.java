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

/** The sandbox in a folder: starts it, stops it, says whether it runs. */
final class Sandbox {
    /**
     * How a start is to be done.
     *
     * @param metastorePort of the metastore, where the user gave one
     * @param port of HiveServer2, where the user gave one
     * @param limit after which a server that does not answer is ended
     */
    record Start(OptionalInt metastorePort, OptionalInt port, Duration limit) {
        static Start usual() {
            return new Start(OptionalInt.empty(), OptionalInt.empty(), Duration.ofMinutes(3));
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

    /** Who serves or is about to, if a server lives. */
    Optional<SandboxState> state() throws IOException {
        return SandboxState.ofLiving(folder);
    }

    /** Starts the sandbox where it does not run, for a command that needs it. */
    SandboxState startIfNeeded() throws IOException, InterruptedException {
        Optional<SandboxState> running = state().filter(SandboxState::isReady);
        return running.isPresent() ? running.get() : start(Start.usual());
    }

    /**
     * Starts the sandbox unless it runs already, and waits until both services answer.
     *
     * @throws SandboxException if a port is taken, the server ends, or the time limit passes
     */
    SandboxState start(Start how) throws IOException, InterruptedException {
        folder.create();
        try (FileChannel channel = controlChannel()) {
            channel.lock(); // given back when the channel closes
            Optional<SandboxState> living = state();
            if (living.isPresent()) {
                return join(living.get(), how);
            }
            Files.deleteIfExists(folder.stateFile());
            Ports ports = Ports.choose(folder, how.metastorePort, how.port);
            ports.write(folder.portsFile());
            say("starting Hive %s in %s", HiveVersion.TEXT, folder.root());
            return await(ServerProcess.begin(folder, ports).toHandle(), ports, how.limit);
        }
    }

    private FileChannel controlChannel() throws IOException {
        return FileChannel.open(folder.controlLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private SandboxState join(SandboxState living, Start how) throws IOException, InterruptedException {
        Ports ports = living.ports();
        if (how.metastorePort.orElse(ports.metastore()) != ports.metastore()
                || how.port.orElse(ports.hiveServer()) != ports.hiveServer()) {
            throw SandboxException.failed(
                    "the sandbox in %s runs already, with --metastore-port %d --port %d; stop it first to change its ports"
                            .formatted(folder.root(), ports.metastore(), ports.hiveServer()));
        }
        say("runs already");
        return await(living.process().orElseThrow(), ports, how.limit);
    }

    private SandboxState await(ProcessHandle server, Ports ports, Duration limit)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        boolean metastoreAnswered = false;
        while (true) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            Optional<SandboxState> ready = state().filter(state -> state.pid() == server.pid() && state.isReady());
            if (ready.isPresent() && Ports.answers(ports.hiveServer())) {
                say("HiveServer2 answers after %d s", elapsed.toSeconds());
                return ready.get();
            }
            if (!server.isAlive()) {
                throw SandboxException.failed("the server ended while it started:%n%s".formatted(reason()));
            }
            if (elapsed.compareTo(limit) > 0) {
                end(server);
                throw SandboxException.failed("the server did not answer within %d s and was ended:%n%s"
                        .formatted(limit.toSeconds(), reason()));
            }
            if (!metastoreAnswered && Ports.answers(ports.metastore())) {
                metastoreAnswered = true;
                say("metastore answers after %d s", elapsed.toSeconds());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void say(String message, Object... values) {
        progress.println("sluice hive: " + message.formatted(values));
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
        if (!folder.isSandbox()) {
            return false;
        }
        Optional<SandboxState> living = state();
        if (living.isPresent()) {
            end(living.get().process().orElseThrow());
        }
        Files.deleteIfExists(folder.stateFile());
        return living.isPresent();
    }

    private void end(ProcessHandle server) throws InterruptedException {
        server.destroy();
        if (!hasEnded(server)) {
            say("process %d did not end within %d s and is killed", server.pid(), STOP_LIMIT.toSeconds());
            server.destroyForcibly();
            hasEnded(server);
        }
    }

    private static boolean hasEnded(ProcessHandle server) throws InterruptedException {
        long limit = System.nanoTime() + STOP_LIMIT.toNanos();
        while (server.isAlive() && System.nanoTime() < limit) {
            Thread.sleep(POLL_MILLIS);
        }
        return !server.isAlive();
    }
}
