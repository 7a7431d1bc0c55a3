package io.sluice.benchmark;

import io.sluice.etl.cli.JobSession;
import io.sluice.etl.config.JobConfigLoader;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.RunReport;
import io.sluice.etl.model.Stages;
import io.sluice.etl.model.TextFiles;
import io.sluice.etl.pipeline.Preflight;
import io.sluice.etl.pipeline.RunIds;
import io.sluice.etl.pipeline.RunRequest;
import io.sluice.etl.pipeline.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The product, as a job file would run it for one landing date. */
final class SluiceContender implements Contender {
    private final Landing landing;
    private final Path jobFile;
    private final ShuffleMeter shuffled = new ShuffleMeter();
    private final JobSession session;
    private String stages = "";

    /**
     * Opens the session.
     *
     * @param plan {@code auto}, or the one to force
     */
    SluiceContender(Landing landing, Path folder, String plan) throws IOException {
        this.landing = landing;
        this.jobFile = job(landing, folder, "*", plan);
        this.session = JobSession.open(jobFile.toString());
        session.spark().sparkContext().addSparkListener(shuffled);
    }

    /** Writes the job file of a landing into a folder. */
    static Path job(Landing landing, Path folder, String cores, String plan) throws IOException {
        Path job = folder.resolve("job.yaml");
        Files.writeString(
                job,
                """
                job: benchmark
                warehouse: %s
                spark: {spark.master: "local[%s]"}
                landing: {path: %s, layout: "{date:yyyy-MM-dd}/*", format: ndjson}
                schema: %s
                dedup: {strategy: unique_id, key: [id], keep: latest, order_by: [created_at], lookback: %s, plan: %s}
                table:
                  name: lake.benchmark
                  format: %s
                  partition_by:
                    - {column: dt, from: created_at, transform: day}
                    - {column: hour, from: created_at, transform: hour}
                %s
                """
                        .formatted(
                                folder.resolve("warehouse"),
                                cores,
                                landing.files(),
                                landing.schemaFile(),
                                landing.scenario().wholeTable() ? "all" : "0d",
                                plan,
                                landing.scenario().workload().fileFormat(),
                                landing.scenario().wholeTable()
                                        ? "late: {beyond: keep, max_affected_partitions: 100000}"
                                        : ""));
        return job;
    }

    @Override
    public void run(LandedDay day, Path table) {
        JobConfig job = new JobConfigLoader(new LocalTextFiles(), System::getenv, "/", Preflight::layout)
                .load(jobFile.toString(), List.of("table.name=" + name(table), "table.location=" + table));
        Clock clock = Clock.systemUTC();
        RunRequest request = new RunRequest(
                RunIds.at(clock.instant()),
                Preflight.dates(job, day.date(), day.date()),
                day.date(),
                day.date(),
                false,
                RunRequest.Rereading.NONE,
                Duration.ZERO);
        RunReport report = new Runner(session.spark(), job, new SilentStages(), clock)
                .run(request)
                .report();
        if (report.outcome() != Outcome.PUBLISHED) {
            throw new IllegalStateException("the run ended as %s: %s".formatted(report.outcome(), report.error()));
        }
        stages = report.stages().stream().map(SluiceContender::shown).collect(Collectors.joining(" "));
    }

    private static String name(Path table) {
        return "lake." + table.getFileName().toString().replace('-', '_');
    }

    private static String shown(RunReport.Stage stage) {
        return "%s %.2f".formatted(stage.name(), stage.seconds());
    }

    @Override
    public String settings() {
        return "stages of the last run in seconds: " + stages;
    }

    @Override
    public long shuffledBytes() {
        return shuffled.bytes();
    }

    @Override
    public Fingerprint fingerprint(Path table) {
        return SparkPeer.fingerprint(
                session.spark(), name(table), landing.scenario().workload().shape());
    }

    @Override
    public void close() {
        session.close();
    }

    /** Nobody watches. */
    private record SilentStages() implements Stages {
        @Override
        public void started(String stage, String what) {}

        @Override
        public void finished(String stage, double seconds) {}

        @Override
        public void warning(String message) {
            System.err.println("sluice warns: " + message);
        }
    }

    /** The job file and the schema, from the local disk. */
    private record LocalTextFiles() implements TextFiles {
        @Override
        public Optional<String> read(String location) throws IOException {
            Path file = Path.of(location);
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        }

        @Override
        public boolean isFolder(String location) {
            return Files.isDirectory(Path.of(location));
        }
    }
}
