package io.sluice.hive;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code sluice hive}: the command line of the sandbox. */
@Command(
        name = "sluice hive",
        description = "A real Hive on this machine: metastore and HiveServer2.",
        subcommands = {StartCommand.class, StopCommand.class, StatusCommand.class, PromptCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = HiveVersion.class,
        footer = {
            "",
            "-e and -f start the sandbox if it does not run. Without -e, -f or a command: a prompt.",
            "Exit codes: 0 done; 1 failed; 2 invalid usage."
        })
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private FolderOption folder;

    @ArgGroup
    private Script script;

    @Mixin
    private QueryOptions options;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean stacktrace;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        System.exit(execute(out, err, args));
    }

    /** Runs a command. Times are in UTC and numbers in one form, wherever it runs. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.US);
        Main main = new Main();
        int exitCode = new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> main.explain(failure, command.getErr()))
                .execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    @Override
    public Integer call() throws Exception {
        if (script == null) {
            return PromptCommand.open(folder.sandbox(spec));
        }
        Sandbox sandbox = folder.sandbox(spec);
        Query.run(sandbox, script.statements(), options, spec.commandLine().getOut());
        return 0;
    }

    private int explain(Exception failure, PrintWriter err) {
        err.println("sluice hive: " + failure.getMessage());
        if (stacktrace) {
            failure.printStackTrace(err);
        }
        return failure instanceof SandboxException told ? told.exitCode() : SandboxException.FAILED;
    }
}
