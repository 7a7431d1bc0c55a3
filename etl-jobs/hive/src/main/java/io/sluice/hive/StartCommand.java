package io.sluice.hive;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice hive start}: starts the sandbox and says how to reach it. */
@Command(name = "start", description = "Starts the sandbox and waits until it answers.")
final class StartCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FolderOption folder;

    @Option(
            names = "--metastore-port",
            paramLabel = "N",
            description = "Port of the metastore (default: that of the last start, else 9083 or a free one).")
    private Integer metastorePort;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of HiveServer2 (default: that of the last start, else 10000 or a free one).")
    private Integer port;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description = "How long to wait until it answers (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Print where it answers as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Sandbox sandbox = folder.sandbox(spec);
        SandboxState state = sandbox.start(new Sandbox.Start(
                given("--metastore-port", metastorePort), given("--port", port), Duration.ofSeconds(seconds)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StatusCommand.json(state, sandbox.folder()));
        } else {
            out.print(StatusCommand.text(state, sandbox.folder()));
        }
        return 0;
    }

    private static OptionalInt given(String option, Integer port) {
        if (port == null) {
            return OptionalInt.empty();
        }
        if (port < 1 || port > MAX_PORT) {
            throw SandboxException.invalid("%s %d: a port is a number from 1 to %d".formatted(option, port, MAX_PORT));
        }
        return OptionalInt.of(port);
    }
}
