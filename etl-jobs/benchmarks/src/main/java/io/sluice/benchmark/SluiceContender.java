package io.sluice.benchmark;

import io.sluice.etl.cli.JobSession;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.RunReport;
import io.sluice.etl.model.Stages;
import io.sluice.etl.pipeline.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The product, as a job file would run it. */
final class SluiceContender implements Contender {
    private final Landing landing;
    private final ShuffleMeter shuffled = new ShuffleMeter();
    private final JobSession session;
    private String table;
    private String stages = "";

    SluiceContender(Landing landing, Path folder) throws IOException {
        this.landing = landing;
        Path job = folder.resolve("job.yaml");
        Files.writeString(
                job,
                """
                job: benchmark
                warehouse: %s
                landing: {path: %s, layout: "{date:yyyy-MM-dd}/*", format: ndjson}
                schema: %s
                dedup: {strategy: unique_id, key: [id], keep: latest, order_by: [created_at]}
                table:
                  name: lake.benchmark
                  format: %s
                  partition_by:
                    - {column: dt, from: created_at, transform: day}
                    - {column: hour, from: created_at, transform: hour}
                """
                        .formatted(
                                folder.resolve("warehouse"),
                                landing.files(),
                                landing.schemaFile(),
                                landing.workload().fileFormat()));
        this.session = JobSession.open(job.toString());
        session.spark().sparkContext().addSparkListener(shuffled);
    }

    @Override
    public void run(Path output) {
        table = "lake." + output.getFileName().toString().replace('-', '_');
        Runner.Result result =
                session.run(List.of("table.name=" + table, "table.location=" + output), new SilentStages());
        if (result.report().outcome() != Outcome.PUBLISHED) {
            throw new IllegalStateException("the run ended as "
                    + result.report().outcome() + ": " + result.report().error());
        }
        stages = result.report().stages().stream().map(SluiceContender::shown).collect(Collectors.joining(" "));
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
    public Fingerprint fingerprint(Path output) {
        return SparkContender.fingerprint(
                session.spark(), table, landing.workload().shape());
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
}
