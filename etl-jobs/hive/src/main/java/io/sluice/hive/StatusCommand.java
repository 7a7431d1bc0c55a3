package io.sluice.hive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice hive status}: whether the sandbox runs, and where it answers. */
@Command(
        name = "status",
        description = "Says whether the sandbox runs and how to reach it. The exit code is 1 where it does not run.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FolderOption folder;

    @Option(names = "--json", description = "Print a JSON object: running, metastore_uri, jdbc_url, pid, ...")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Sandbox sandbox = folder.sandbox(spec);
        Optional<SandboxState> state = sandbox.state();
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? json(state, sandbox.folder()) : text(state, sandbox.folder()));
        return state.isPresent() && state.get().isReady() ? 0 : SandboxException.FAILED;
    }

    /** For programs; one line. */
    static String json(Optional<SandboxState> state, SandboxFolder folder) {
        return state.map(living -> living.json(folder))
                .orElseGet(() -> JsonNodeFactory.instance
                        .objectNode()
                        .put("running", false)
                        .put("dir", folder.root().toString()))
                .toString();
    }

    /** For people. */
    static String text(Optional<SandboxState> state, SandboxFolder folder) {
        if (state.isEmpty()) {
            return "nothing runs in " + folder.root();
        }
        long pid = state.get().pid();
        Ports ports = state.get().ports();
        return !state.get().isReady()
                ? "Hive %s is starting (pid %d) in %s".formatted(HiveVersion.TEXT, pid, folder.root())
                : """
                Hive %s answers on this machine (pid %d), with all data in %s
                  in a job   metastore: {uris: "%s", version: %s}
                  by JDBC    %s"""
                        .formatted(
                                HiveVersion.TEXT,
                                pid,
                                folder.root(),
                                ports.metastoreUri(),
                                HiveVersion.TEXT,
                                ports.jdbcUrl());
    }
}
