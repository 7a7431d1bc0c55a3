package io.sluice.hive;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice hive stop}: ends the server; the data stay. */
@Command(name = "stop", description = "Stops the sandbox. Its tables stay.")
final class StopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FolderOption folder;

    @Override
    public Integer call() throws Exception {
        Sandbox sandbox = folder.sandbox(spec);
        boolean ran = sandbox.stop();
        spec.commandLine()
                .getOut()
                .println((ran ? "stopped; the data stay in " : "nothing runs in ")
                        + sandbox.folder().root());
        return 0;
    }
}
