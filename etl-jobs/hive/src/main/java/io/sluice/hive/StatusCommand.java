package io.sluice.hive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        SandboxFolder of = sandbox.folder();
        Optional<SandboxState> running = sandbox.running();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(running.map(state -> json(state, of)).orElseGet(() -> notRunning(of)));
        } else {
            out.print(running.map(state -> text(state, of))
                    .orElseGet(() -> "nothing runs in " + of.root() + System.lineSeparator()));
        }
        return running.isPresent() ? 0 : SandboxException.FAILED;
    }

    /** For programs; one line. */
    static String json(SandboxState state, SandboxFolder folder) {
        ObjectNode running = JsonNodeFactory.instance.objectNode().put("running", true);
        return running.setAll(state.json(folder)).toString();
    }

    private static String notRunning(SandboxFolder folder) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("running", false)
                .put("dir", folder.root().toString())
                .toString();
    }

    /** For people. */
    static String text(SandboxState state, SandboxFolder folder) {
        return """
                Hive %s answers on this machine (pid %d), with all data in %s
                  in a job   metastore: {uris: "%s", version: %s}
                  by JDBC    %s
                """
                .formatted(
                        HiveVersion.TEXT,
                        state.pid(),
                        folder.root(),
                        state.ports().metastoreUri(),
                        HiveVersion.TEXT,
                        state.ports().jdbcUrl());
    }
}
