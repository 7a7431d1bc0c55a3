package io.sluice.etl.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.pipeline.Preflight;
import io.sluice.etl.pipeline.Rejects;
import io.sluice.etl.pipeline.RunIds;
import io.sluice.etl.pipeline.RunRequest;
import io.sluice.etl.pipeline.Runner;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import org.apache.spark.sql.classic.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sluice quarantine}: rejects by reason, one by one, and once more. */
@Command(
        name = "quarantine",
        description = "Rejected records: list, show, replay.",
        synopsisSubcommandLabel = "COMMAND")
final class QuarantineCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", description = "Counts rejects by run and reason.")
    int list(@Mixin JobOptions jobOptions) throws IOException {
        JobConfig job = jobOptions.load();
        PrintWriter out = out();
        Map<String, Map<String, Long>> counts = new Rejects(job, Sessions.hadoopConfiguration(job)).counts();
        if (counts.isEmpty()) {
            out.printf("nothing is in quarantine at %s%n", job.quarantine().location());
        }
        counts.forEach(
                (run, codes) -> codes.forEach((code, count) -> out.printf("%,12d  %-18s  %s%n", count, code, run)));
        return 0;
    }

    @Command(
            name = "show",
            description = "Prints rejects as JSON lines: file, position, code, field, message, raw bytes.")
    int show(
            @Mixin JobOptions jobOptions,
            @Option(names = "--run-id", paramLabel = "ID", description = "Only those of this run.") String runId,
            @Option(names = "--code", paramLabel = "CODE", description = "Only those of this reason.") String code,
            @Option(names = "--file", paramLabel = "PATH", description = "Only those of this landed file.") String file,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many at most; ${DEFAULT-VALUE} when absent.")
                    int limit)
            throws IOException {
        JobConfig job = jobOptions.load();
        PrintWriter out = out();
        int[] left = {limit};
        new Rejects(job, Sessions.hadoopConfiguration(job)).visit((run, reject) -> {
            boolean wanted = is(runId, run) && is(code, text(reject, "code")) && is(file, text(reject, "file"));
            if (wanted && left[0]-- > 0) {
                out.println(reject);
            }
            return left[0] > 0;
        });
        return 0;
    }

    @Command(
            name = "replay",
            description = "Reads the files again that gave rejects, under the schema and job of now. "
                    + "Their rows take the place of those that they gave before.")
    int replay(
            @Mixin JobOptions jobOptions,
            @Mixin WaitOption wait,
            @Option(names = "--dry-run", description = "Predict counts and partitions; write nothing.") boolean dryRun,
            @Option(names = "--accept-loss", description = "Go on when files are gone whose rows might have come back.")
                    boolean acceptLoss) {
        JobConfig job = jobOptions.load();
        RunRequest request = new RunRequest(
                RunIds.at(Clock.systemUTC().instant()),
                Preflight.dates(job, null, null),
                null,
                null,
                dryRun,
                new RunRequest.Rereading(false, null, true, acceptLoss),
                wait.duration());
        try (Sessions sessions = dryRun ? Sessions.openReadOnly(job) : Sessions.open(job, wait.duration())) {
            return new ResultPrinter(out(), spec.commandLine().getErr(), main.stacktrace())
                    .print(result(sessions.session(), job, request));
        }
    }

    private Runner.Result result(SparkSession spark, JobConfig job, RunRequest request) {
        try (ConsoleStages stages = new ConsoleStages(spec.commandLine().getErr(), spark)) {
            return new Runner(spark, job, stages, Clock.systemUTC()).run(request);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static boolean is(String wanted, String found) {
        return wanted == null || wanted.equals(found);
    }

    private static String text(JsonNode reject, String name) {
        return reject.path(name).asText();
    }
}
