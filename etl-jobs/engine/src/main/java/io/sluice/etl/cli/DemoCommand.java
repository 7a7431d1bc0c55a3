package io.sluice.etl.cli;

import io.sluice.etl.generate.GeneratedLanding;
import io.sluice.etl.generate.LandingGenerator;
import io.sluice.etl.generate.LandingPlan;
import io.sluice.etl.model.Duplicates;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.pipeline.Preflight;
import io.sluice.etl.pipeline.RunIds;
import io.sluice.etl.pipeline.RunRequest;
import io.sluice.etl.pipeline.Runner;
import io.sluice.etl.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
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
                   sum(CASE WHEN type = 'PushEvent' THEN 1 ELSE 0 END) AS pushes, count(DISTINCT ingest_run) AS runs
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

    @Option(
            names = "--hive",
            description =
                    "Publish into the Hive sandbox, which is started for it, and ask HiveServer2 instead of Spark.")
    private boolean hive;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        HiveSandbox sandbox = hive ? HiveSandbox.start() : null;
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
        if (hive) {
            project.register(sandbox.metastoreUri(), HiveSandbox.VERSION);
        }
        JobConfig job = JobOptions.load(project.job().toString(), List.of("table.format=" + format));
        project.format(job.table().format().label());
        try (Sessions sessions = Sessions.open(job)) {
            if (hive) {
                forgetEarlierDemo(sessions.session(), job, project);
            }
            int exitCode = nights(sessions.session(), job, landing, out);
            if (exitCode == 0) {
                ask(sessions.session(), sandbox, project, out);
            }
            return exitCode;
        }
    }

    private void ask(SparkSession spark, HiveSandbox sandbox, DemoProject project, PrintWriter out) {
        out.printf("%n%s%n", QUERY);
        Path job = folder.resolve(project.folder().relativize(project.job()));
        if (sandbox == null) {
            ResultFormat.TABLE.print(spark.sql(QUERY), out);
            out.printf("Ask more:  etl-jobs/bin/sluice sql --job %s -e \"SELECT ...\"%n", job);
        } else {
            out.print(sandbox.query(QUERY));
            out.printf("Ask more:  etl-jobs/bin/sluice hive -e \"SELECT ...\"   or, at a prompt:  etl-jobs/bin/sluice"
                    + " hive%n");
            out.printf("           etl-jobs/bin/sluice sql --job %s -e \"SELECT ...\"   asks Spark%n", job);
            out.printf("The Hive sandbox runs on until:  etl-jobs/bin/sluice hive stop%n");
        }
        out.flush();
    }

    /** The folder of an earlier demo is gone by now; its entry in the sandbox's metastore is not. */
    private static void forgetEarlierDemo(SparkSession spark, JobConfig job, DemoProject project) {
        ExternalCatalog catalog = spark.sharedState().externalCatalog();
        forget(spark, catalog, job.table().name(), project);
        forget(spark, catalog, Duplicates.of(job).table().name(), project);
    }

    private static void forget(
            SparkSession spark, ExternalCatalog catalog, JobConfig.TableName name, DemoProject project) {
        if (catalog.tableExists(name.database(), name.table())) {
            URI location = catalog.getTable(name.database(), name.table()).location();
            if (Path.of(location.getPath()).startsWith(project.folder())) {
                spark.sql("DROP TABLE " + name);
            }
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
                        RunIds.at(Clock.systemUTC().instant()),
                        Preflight.dates(job, date, date),
                        date,
                        date,
                        false,
                        RunRequest.Rereading.NONE,
                        Duration.ZERO);
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
