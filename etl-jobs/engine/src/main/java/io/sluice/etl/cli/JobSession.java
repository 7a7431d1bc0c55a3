package io.sluice.etl.cli;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Stages;
import io.sluice.etl.pipeline.Preflight;
import io.sluice.etl.pipeline.RunIds;
import io.sluice.etl.pipeline.RunRequest;
import io.sluice.etl.pipeline.Runner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.classic.SparkSession;

/** Runs jobs from within a program: as {@code sluice run} does, on one Spark session for many runs. */
public final class JobSession implements AutoCloseable {
    private final String jobFile;
    private final Sessions sessions;

    private JobSession(String jobFile, Sessions sessions) {
        this.jobFile = jobFile;
        this.sessions = sessions;
    }

    /**
     * Opens a session for a job.
     *
     * @throws io.sluice.etl.model.SluiceException of outcome {@code invalid} when the job's configuration is wrong
     */
    public static JobSession open(String jobFile) {
        return new JobSession(jobFile, Sessions.open(JobOptions.load(jobFile, List.of())));
    }

    public SparkSession spark() {
        return sessions.session();
    }

    /**
     * Runs the job over every new file; never throws for what a report can say.
     *
     * @param overrides of the job's keys, such as {@code table.name=lake.other}
     */
    public Runner.Result run(List<String> overrides, Stages watcher) {
        JobConfig job = JobOptions.load(jobFile, overrides);
        String runId = RunIds.at(Clock.systemUTC().instant());
        RunRequest request = new RunRequest(
                runId, Preflight.dates(job, null, null), null, null, false, RunRequest.Rereading.NONE, Duration.ZERO);
        return new Runner(sessions.session(), job, watcher, Clock.systemUTC()).run(request);
    }

    @Override
    public void close() {
        sessions.close();
    }
}
