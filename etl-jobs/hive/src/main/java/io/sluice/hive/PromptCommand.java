package io.sluice.hive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sqlline.SqlLine;
import sqlline.SqlLine.Status;

/** {@code sluice hive prompt}: SQLLine, which Beeline descends from, connected to the sandbox. */
@Command(name = "prompt", description = "Opens a prompt for SQL; !help lists its commands, !quit leaves it.")
final class PromptCommand implements Callable<Integer> {
    private static final String DRIVER = "org.apache.hive.jdbc.HiveDriver";

    @Spec
    private CommandSpec spec;

    @Mixin
    private FolderOption folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return open(folder.sandbox(spec));
    }

    /** Starts the sandbox if need be, and serves the prompt until the user leaves it. */
    static int open(Sandbox sandbox) throws IOException, InterruptedException {
        SandboxState state = sandbox.startIfNeeded();
        Path history = sandbox.folder().root().resolve("history");
        String[] options = {
            "-d", DRIVER, "-u", state.ports().jdbcUrl(), "-n", "", "-p", "", "--historyFile=" + history,
        };
        Status status = SqlLine.start(options, null, true);
        return status == Status.OK ? 0 : SandboxException.FAILED;
    }
}
