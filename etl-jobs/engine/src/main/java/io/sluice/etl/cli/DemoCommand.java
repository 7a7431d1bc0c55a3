package io.sluice.etl.cli;

import io.sluice.etl.generate.GeneratedLanding;
import io.sluice.etl.generate.LandingGenerator;
import io.sluice.etl.generate.LandingPlan;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.pipeline.Preflight;
import io.sluice.etl.pipeline.RunIds;
import io.sluice.etl.pipeline.RunRequest;
import io.sluice.etl.pipeline.Runner;
import io.sluice.etl.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.classic.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sluice demo}: a believable landing of three days, three nightly runs over it, and a question to the table. */
@Command(
        name = "demo",
        description = "Writes a landing of three days, runs three nights over it, and queries the table.")
final class DemoCommand implements Callable<Integer> {
    private static final String QUERY =
            """
            SELECT dt, count(*) AS events, count(DISTINCT id) AS ids, count(DISTINCT repo.id) AS repositories,
                   count_if(type = 'PushEvent') AS pushes, count(DISTINCT ingest_run) AS runs
            FROM lake.github_events GROUP BY dt ORDER BY dt""";

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            defaultValue = "sluice-demo",
            description = "Where the demo lives; an earlier demo there is replaced. Default: ${DEFAULT-VALUE}")
    private Path folder;

    @Option(names = "--events", paramLabel = "N", description = "Events a day, from 240. Default: 12000")
    private long events = LandingPlan.DEMO.eventsPerDay();

    @Option(
            names = "--table-format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "parquet, orc or delta")
    private String format;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        DemoProject project = DemoProject.create(folder.toAbsolutePath().normalize());
        LandingPlan plan = LandingPlan.DEMO.withEventsPerDay(events);
        GeneratedLanding landing = new LandingGenerator(plan).write(project.landing());
        out.printf(
                "A landing of %d days, %,d files, %s in %s%n",
                landing.days().size(),
                landing.days().stream().mapToLong(GeneratedLanding.Day::files).sum(),
                TextReport.size(landing.days().stream()
                        .mapToLong(GeneratedLanding.Day::bytes)
                        .sum()),
                project.landing());
        JobConfig job = JobOptions.load(project.job().toString(), List.of("table.format=" + format));
        try (Sessions sessions = Sessions.open(job)) {
            int exitCode = nights(sessions.session(), job, landing, out);
            if (exitCode == 0) {
                out.printf("%n%s%n", QUERY);
                ResultFormat.TABLE.print(sessions.session().sql(QUERY), out);
                out.printf(
                        "Ask more:  etl-jobs/bin/sluice sql --job %s -e \"SELECT ...\"%n",
                        folder.resolve(project.folder().relativize(project.job())));
                out.flush();
            }
            return exitCode;
        }
    }

    private int nights(SparkSession spark, JobConfig job, GeneratedLanding landing, PrintWriter out) {
        PrintWriter err = spec.commandLine().getErr();
        try (ConsoleStages stages = new ConsoleStages(err, spark)) {
            ResultPrinter printer = new ResultPrinter(out, err, main.stacktrace());
            Runner runner = new Runner(spark, job, stages, Clock.systemUTC());
            for (GeneratedLanding.Day day : landing.days()) {
                String date = day.date().toString();
                RunRequest night = new RunRequest(
                        RunIds.at(Clock.systemUTC().instant()), Preflight.dates(job, date, date), date, date, false);
                Runner.Result result = runner.run(night);
                out.println();
                int exitCode = printer.print(result);
                if (exitCode != 0) {
                    return exitCode;
                }
            }
            return Outcome.PUBLISHED.exitCode();
        }
    }
}
