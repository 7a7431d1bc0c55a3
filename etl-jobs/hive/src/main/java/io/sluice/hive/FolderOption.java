package io.sluice.hive;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option that says which sandbox is meant. */
final class FolderOption {
    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            defaultValue = "sluice-hive",
            description = "Folder that holds all of the sandbox's data (default: ./${DEFAULT-VALUE}).")
    private Path root;

    Sandbox sandbox(CommandSpec command) {
        return new Sandbox(SandboxFolder.at(root), command.commandLine().getErr());
    }
}
