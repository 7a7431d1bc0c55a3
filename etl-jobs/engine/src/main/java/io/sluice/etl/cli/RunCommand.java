package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.RunReport;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.pipeline.Preflight;
import io.sluice.etl.pipeline.ReportFiles;
import io.sluice.etl.pipeline.RunIds;
import io.sluice.etl.pipeline.RunRequest;
import io.sluice.etl.pipeline.Runner;
import io.sluice.etl.report.ReportBuilder;
import io.sluice.etl.report.TextReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.classic.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sluice run}: one run of a job. */
@Command(name = "run", description = "Reads new files of a landing, removes duplicates, publishes the table.")
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobOptions jobOptions;

    @Option(names = "--date", paramLabel = "DATE", description = "Landing date: 2026-11-22, or an hour 2026-11-22T03.")
    private String date;

    @Option(names = "--from", paramLabel = "DATE", description = "First landing date, inclusive.")
    private String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last landing date, inclusive.")
    private String to;

    @Mixin
    private WaitOption wait;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write the run report here, as JSON, however the run ends.")
    private String report;

    @Option(names = "--run-id", paramLabel = "ID", description = "Name of the run; made up when absent.")
    private String runId;

    @Option(names = "--dry-run", description = "Predict counts and partitions; write nothing but --report.")
    private boolean dryRun;

    @Option(
            names = "--explain",
            description = "Print how duplicates were decided: the plan and why, and what its shuffle took.")
    private boolean explain;

    @Option(
            names = "--each-day",
            description = "A run for each day from --from to --to, in order; the first that fails ends the command. "
                    + "Days that are published are passed over, so the same command goes on where it was stopped.")
    private boolean eachDay;

    @Option(names = "--reprocess", description = "Also read files again that are published as they are.")
    private boolean reprocess;

    @Option(
            names = "--partition",
            paramLabel = "NAME",
            description = "Read the files again that gave this partition rows, such as dt=2026-11-22.")
    private String partition;

    @Option(
            names = "--accept-loss",
            description = "Go on when files are gone whose rows might have come back with a file that is read again.")
    private boolean acceptLoss;

    @Override
    public Integer call() throws IOException {
        Instant startedAt = Clock.systemUTC().instant();
        String name = runId == null ? RunIds.at(startedAt) : runId;
        try {
            return call(name);
        } catch (SluiceException problem) {
            // Nothing ran. In a cluster's deploy mode the report is all that a caller sees, of this as of any end.
            if (report != null) {
                writeReport(
                        new ReportBuilder(null, name, date == null ? from : date, date == null ? to : date, startedAt)
                                .build(
                                        problem.outcome(),
                                        problem.getMessage(),
                                        Clock.systemUTC().instant()),
                        new ReportFiles(Sessions.hadoopConfiguration()));
            }
            throw problem;
        }
    }

    private int call(String name) throws IOException {
        JobConfig job = jobOptions.load();
        List<RunRequest> requests = requests(job, RunIds.checked(name));
        Preflight.landing(job, Sessions.hadoopConfiguration(job));
        try (Sessions sessions = dryRun ? Sessions.openReadOnly(job) : Sessions.open(job, wait.duration())) {
            int exitCode = 0;
            for (RunRequest request : requests) {
                exitCode = run(sessions.session(), job, request, spec.commandLine());
                if (exitCode != 0) {
                    break;
                }
            }
            return exitCode;
        } catch (SluiceException notStarted) {
            // What happens within a run is in its result; what is thrown kept it from beginning.
            Configuration configuration = Sessions.hadoopConfiguration(job);
            return finish(
                    Runner.notStarted(job, requests.get(0), notStarted, configuration, Clock.systemUTC()),
                    configuration,
                    spec.commandLine());
        }
    }

    private int run(SparkSession spark, JobConfig job, RunRequest request, CommandLine command) {
        Runner.Result result;
        try (ConsoleStages stages = new ConsoleStages(command.getErr(), spark)) {
            result = new Runner(spark, job, stages, Clock.systemUTC()).run(request);
        }
        return finish(result, spark.sessionState().newHadoopConf(), command);
    }

    private int finish(Runner.Result result, Configuration configuration, CommandLine command) {
        int exitCode = new ResultPrinter(command.getOut(), command.getErr(), main.stacktrace()).print(result);
        if (explain) {
            command.getOut().print(TextReport.explain(result.report()));
            command.getOut().flush();
        }
        if (report != null) {
            writeReport(result.report(), new ReportFiles(configuration));
        }
        return exitCode;
    }

    /** The table is what it is by now, so a report that cannot be written changes no exit code. */
    private void writeReport(RunReport runReport, ReportFiles files) {
        try {
            files.write(runReport, report);
        } catch (IOException failure) {
            spec.commandLine()
                    .getErr()
                    .println("warning   --report %s could not be written: %s".formatted(report, failure));
        }
    }

    private List<RunRequest> requests(JobConfig job, String name) {
        if (date != null && (from != null || to != null)) {
            throw SluiceException.invalid("--date %s excludes --from and --to; use one or the other".formatted(date));
        }
        if ((from == null) != (to == null)) {
            throw SluiceException.invalid("--from and --to go together; both are inclusive");
        }
        if (partition != null && (date != null || from != null)) {
            throw SluiceException.invalid(
                    "--partition %s excludes --date, --from and --to; use one or the other".formatted(partition));
        }
        String first = date == null ? from : date;
        String last = date == null ? to : date;
        if (!eachDay) {
            return List.of(request(job, name, first, last));
        }
        if (from == null) {
            throw SluiceException.invalid("--each-day runs the days of a range one by one; give --from and --to");
        }
        return Preflight.days(job, from, to).stream()
                .map(day -> request(job, RunIds.checked(name + "-" + day), day, day))
                .toList();
    }

    private RunRequest request(JobConfig job, String name, String first, String last) {
        return new RunRequest(
                name,
                Preflight.dates(job, first, last),
                first,
                last,
                dryRun,
                new RunRequest.Rereading(reprocess, partition, acceptLoss),
                wait.duration());
    }
}
