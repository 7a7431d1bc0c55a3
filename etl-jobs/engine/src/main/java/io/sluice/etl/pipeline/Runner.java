package io.sluice.etl.pipeline;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.RunReport;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.Stages;
import io.sluice.etl.report.ReportBuilder;
import java.io.IOException;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.classic.SparkSession;

/** Runs a job and reports, however it ends. */
public final class Runner {
    private final SparkSession spark;
    private final JobConfig job;
    private final Stages watcher;
    private final Clock clock;

    /**
     * A report and the error behind it.
     *
     * @param error null when the run ended well
     */
    public record Result(RunReport report, Exception error) {}

    public Runner(SparkSession spark, JobConfig job, Stages watcher, Clock clock) {
        this.spark = spark;
        this.job = job;
        this.watcher = watcher;
        this.clock = clock;
    }

    /** Runs; never throws for what a report can say. */
    public Result run(RunRequest request) {
        return run(request, Rooms.of(spark, job, request.runId()));
    }

    Result run(RunRequest request, Rooms rooms) {
        ReportBuilder report =
                new ReportBuilder(job.job(), request.runId(), request.from(), request.to(), clock.instant());
        try {
            Outcome outcome = new SluiceRun(request, job, rooms, new StageTimer(watcher, report), report).execute();
            return written(request, new Result(report.build(outcome, null, clock.instant()), null));
        } catch (Exception failure) {
            // Not only IOException: Spark throws checked exceptions that its signatures do not declare.
            SluiceException cause = Failures.explain(failure);
            return written(
                    request, new Result(report.build(cause.outcome(), cause.getMessage(), clock.instant()), failure));
        }
    }

    /** The result of a run that could not begin, reported like every other. */
    public static Result notStarted(
            JobConfig job, RunRequest request, SluiceException failure, Configuration configuration, Clock clock) {
        RunReport report = new ReportBuilder(job.job(), request.runId(), request.from(), request.to(), clock.instant())
                .build(failure.outcome(), failure.getMessage(), clock.instant());
        if (!request.dryRun() && failure.outcome() != Outcome.INVALID) {
            try {
                new ReportFiles(configuration)
                        .writeBesideTable(report, job.table().location());
            } catch (IOException unwritten) {
                failure.addSuppressed(unwritten);
            }
        }
        return new Result(report, failure);
    }

    private Result written(RunRequest request, Result result) {
        if (request.dryRun() || result.report().outcome() == Outcome.INVALID) {
            return result;
        }
        try {
            ReportFiles files = new ReportFiles(spark.sessionState().newHadoopConf());
            boolean said = result.report().outcome() == Outcome.NOTHING_TO_DO
                    && files.isBesideTable(request.runId(), job.table().location());
            // A run id that published and is tried again has nothing to do; what it did is in its first report.
            if (!said) {
                files.writeBesideTable(result.report(), job.table().location());
            }
        } catch (IOException failure) {
            watcher.warning("the report could not be written beside the table: " + failure);
        }
        return result;
    }
}
