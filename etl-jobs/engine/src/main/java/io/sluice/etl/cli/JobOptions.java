package io.sluice.etl.cli;

import io.sluice.etl.config.JobConfigLoader;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.pipeline.Preflight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name a job. */
final class JobOptions {
    @Option(names = "--job", required = true, paramLabel = "FILE", description = "Job file, on any Hadoop file system.")
    private String job;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the job, such as late.max_age=90d; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    /** Reads and checks the job. */
    JobConfig load() {
        return load(job, overrides);
    }

    /** The job file, as it was named. */
    String file() {
        return job;
    }

    static JobConfig load(String job, List<String> overrides) {
        return new JobConfigLoader(
                        new HadoopTextFiles(Sessions.hadoopConfiguration()),
                        System::getenv,
                        Path.of("").toAbsolutePath().toString(),
                        Preflight::layout)
                .load(job, overrides);
    }
}
