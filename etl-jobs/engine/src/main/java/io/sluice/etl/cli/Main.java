package io.sluice.etl.cli;

import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.pipeline.Failures;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TimeZone;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The entry point, for the launcher and for {@code spark-submit --class io.sluice.etl.cli.Main}. */
@Command(
        name = "sluice",
        description = "Reads what at-least-once message systems landed, removes duplicates, publishes Hive tables.",
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            PeekCommand.class,
            SqlCommand.class,
            WhyCommand.class,
            DdlCommand.class,
            QuarantineCommand.class,
            StatusCommand.class,
            RecoverCommand.class,
            ExpireCommand.class,
            RebuildMetastoreCommand.class,
            DemoCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 published or nothing to do; 1 failed, safe to retry; 2 invalid configuration or usage;",
            "3 refused by the audit; 4 unknown state, look before retrying."
        })
public final class Main {
    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean stacktrace;

    private Main() {}

    /** Runs a command and ends the process with its exit code, except where the platform forbids that. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int exitCode = execute(out, err, args);
        if (exitCode == 0) {
            ClassArchive.keepAfter(args[0], err);
        }
        if (!"cluster".equals(System.getProperty("spark.submit.deployMode"))) {
            System.exit(exitCode);
        } else if (exitCode != 0) {
            throw new IllegalStateException("sluice ended with exit code " + exitCode
                    + "; the run report, or the log where there is none, says why");
        }
    }

    /** Runs a command. Times are in UTC and numbers in one form, wherever it runs. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Locale.setDefault(Locale.US);
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> main.explain(failure, command.getErr()));
        int exitCode = args.length == 0 ? usage(commandLine) : commandLine.execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    private static int usage(CommandLine commandLine) {
        commandLine.usage(commandLine.getErr());
        return Outcome.INVALID.exitCode();
    }

    private int explain(Exception failure, PrintWriter err) {
        SluiceException cause = Failures.explain(failure);
        err.println("sluice: " + cause.getMessage());
        if (stacktrace) {
            failure.printStackTrace(err);
        }
        return cause.outcome().exitCode();
    }

    boolean stacktrace() {
        return stacktrace;
    }
}
