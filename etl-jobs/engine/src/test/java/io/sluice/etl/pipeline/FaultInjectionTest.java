package io.sluice.etl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.audit.ColumnarFooters;
import io.sluice.etl.journal.FileJournal;
import io.sluice.etl.landing.DateRange;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.RunReport;
import io.sluice.etl.model.Stages;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.hive.HiveTableCatalog;
import io.sluice.etl.testing.Faults;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run over a table with a past, in which each call to file system or catalogue fails in turn.
 *
 * <p>A sample of the calls by default; all of them with {@code -Dsluice.faults=all}.
 */
final class FaultInjectionTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final boolean ALL = "all".equals(System.getProperty("sluice.faults"));
    private static final int SAMPLE = 3;

    private static final Map<String, Set<String>> OLD = Map.of("2021-07-21", Set.of("a", "b"));
    private static final Map<String, Set<String>> NEW =
            Map.of("2021-07-21", Set.of("a", "b", "c"), "2021-07-22", Set.of("d"));

    @TempDir
    private Path root;

    /** One table and its landing. */
    private record Bench(Path folder, JobConfig job) {
        void land(String date, String name, String... records) throws IOException {
            Path file = folder.resolve("landing").resolve(date).resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, List.of(records));
        }

        Runner.Result run(String runId, TableCatalog catalog) {
            RunRequest request = new RunRequest(
                    runId, DateRange.ALL, null, null, false, RunRequest.Rereading.NONE, Duration.ofSeconds(1));
            ColumnarFooters footers = new ColumnarFooters(
                    job.table().format().files(), SPARK.sessionState().newHadoopConf());
            return new Runner(SPARK, job, new Unwatched(), Clock.systemUTC())
                    .run(request, Rooms.of(SPARK, job, runId, Rooms.log(SPARK, job), catalog, footers));
        }

        Map<String, Set<String>> rows() {
            SPARK.catalog().refreshTable(job.table().name().toString());
            Map<String, Set<String>> rows = new TreeMap<>();
            for (Row row : SPARK.sql("SELECT dt, id FROM " + job.table().name()).collectAsList()) {
                assertThat(rows.computeIfAbsent(row.getString(0), unseen -> new TreeSet<>())
                                .add(row.getString(1)))
                        .as("twice: %s", row)
                        .isTrue();
            }
            return rows;
        }
    }

    /** Nobody looks. */
    private static final class Unwatched implements Stages {
        @Override
        public void started(String stage, String what) {}

        @Override
        public void finished(String stage, double seconds) {}

        @Override
        public void warning(String message) {}
    }

    /** A kind of table. */
    private enum Kind {
        PARQUET(JobConfig.Format.PARQUET, JobConfig.Layout.VERSIONED),
        ORC(JobConfig.Format.ORC, JobConfig.Layout.VERSIONED),
        DELTA(JobConfig.Format.DELTA, JobConfig.Layout.VERSIONED),
        PLAIN_PARQUET(JobConfig.Format.PARQUET, JobConfig.Layout.PLAIN),
        PLAIN_ORC(JobConfig.Format.ORC, JobConfig.Layout.PLAIN);

        private final JobConfig.Format format;
        private final JobConfig.Layout layout;

        Kind(JobConfig.Format format, JobConfig.Layout layout) {
            this.format = format;
            this.layout = layout;
        }

        boolean atomic() {
            return layout == JobConfig.Layout.VERSIONED;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whateverFailsReadersSeeOldOrNewAndTheNextRunEndsRight(Kind kind) throws IOException {
        long calls = countCalls(kind);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int tried = 0;
        for (Faults.Mode mode : Faults.Mode.values()) {
            for (long call : ALL ? range(calls) : sample(calls, random)) {
                String name = "%s_%s_%d".formatted(kind, mode, call).toLowerCase(Locale.ROOT);
                try {
                    tryOne(bench(kind, name), kind, mode, call);
                } catch (AssertionError | IOException failure) {
                    throw new AssertionError("call %d of %d, %s, seed %d".formatted(call, calls, mode, seed), failure);
                }
                tried++;
            }
        }
        System.out.printf("%s: %d faults in runs of %d calls, none lost or doubled a row%n", kind, tried, calls);
    }

    private long countCalls(Kind kind) throws IOException {
        Bench bench = bench(kind, kind.name().toLowerCase(Locale.ROOT) + "_calm");
        Faults.arm(bench.folder().toString(), Faults.Mode.BEFORE, 0);
        RunReport report;
        try {
            report = bench.run("calm", catalog(bench)).report();
        } finally {
            Faults.disarm();
        }
        assertThat(report.outcome()).as(report.error()).isEqualTo(Outcome.PUBLISHED);
        assertThat(bench.rows()).isEqualTo(NEW);
        Bench counted = bench(kind, kind.name().toLowerCase(Locale.ROOT) + "_counted");
        Faults.arm(counted.folder().toString(), Faults.Mode.BEFORE, 0);
        counted.run("counted", catalog(counted));
        return Faults.disarm();
    }

    private static void tryOne(Bench bench, Kind kind, Faults.Mode mode, long call) throws IOException {
        Faults.arm(bench.folder().toString(), mode, call);
        RunReport faulty;
        try {
            faulty = bench.run("faulty", catalog(bench)).report();
        } finally {
            Faults.disarm();
        }
        assertThat(faulty.outcome()).isIn(Outcome.PUBLISHED, Outcome.FAILED);
        if (kind.atomic()) {
            bench.rows().forEach((day, rows) -> assertThat(rows)
                    .as("%s after %s", day, faulty.error())
                    .isIn(OLD.getOrDefault(day, Set.of()), NEW.get(day)));
        }
        if (faulty.outcome() == Outcome.PUBLISHED) {
            assertThat(bench.rows()).isEqualTo(NEW);
        }
        letLeaseGo(bench);

        RunReport next =
                bench.run("next", new HiveTableCatalog(SPARK, bench.job())).report();

        assertThat(next.outcome().exitCode()).as(next.error()).isZero();
        assertThat(bench.rows()).as("after the next run").isEqualTo(NEW);
        new Upkeep(bench.job(), SPARK, Duration.ZERO, new Unwatched())
                .expire(Duration.ZERO, Instant.now().plusSeconds(60), false);
        assertThat(bench.rows()).as("after expire").isEqualTo(NEW);
        assertThat(files(bench, "_versions") + files(bench, "dt=2021-07-21") + files(bench, "dt=2021-07-22"))
                .as("no orphan")
                .isEqualTo(publishedFiles(bench));
        SPARK.sql("DROP TABLE " + bench.job().table().name());
    }

    private static TableCatalog catalog(Bench bench) {
        return new FaultyCatalog(new HiveTableCatalog(SPARK, bench.job()));
    }

    /** A table with one day, and a landing with a late record for that day and one for the next. */
    private Bench bench(Kind kind, String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        Bench bench = new Bench(
                folder,
                Jobs.in(folder)
                        .table("faults", name)
                        .format(kind.format)
                        .layout(kind.layout)
                        .columns(
                                Jobs.column("id", new ColumnType.Text()),
                                Jobs.column("created_at", new ColumnType.Timestamp(false)))
                        .build());
        bench.land("2021-07-21", "00.json", record("a", 21), record("b", 21), record("a", 21));
        assertThat(bench.run("first", new HiveTableCatalog(SPARK, bench.job()))
                        .report()
                        .outcome())
                .isEqualTo(Outcome.PUBLISHED);
        bench.land("2021-07-22", "00.json", record("c", 21), record("d", 22), "{\"id\": torn", record("d", 22));
        return bench;
    }

    private static String record(String id, int day) {
        return "{\"id\":\"%s\",\"created_at\":\"2021-07-%dT08:00:00Z\"}".formatted(id, day);
    }

    /** What the end of the process does for a run that died. */
    private static void letLeaseGo(Bench bench) throws IOException {
        Path leases = Path.of(bench.job().table().location()).resolve("_sluice/lease");
        if (!Files.exists(leases)) {
            return;
        }
        try (Stream<Path> documents = Files.list(leases)) {
            for (Path held : documents
                    .filter(document -> document.toString().endsWith(".held.json"))
                    .toList()) {
                Path released = Path.of(held.toString().replace(".held.json", ".released.json"));
                if (!Files.exists(released)) {
                    Files.copy(held, released);
                }
            }
        }
    }

    private static long publishedFiles(Bench bench) {
        return new FileJournal(
                        bench.job().table().location(), SPARK.sessionState().newHadoopConf())
                .history().partitions().values().stream()
                        .mapToLong(partition -> partition.files().size())
                        .sum();
    }

    private static long files(Bench bench, String folder) throws IOException {
        Path root = Path.of(bench.job().table().location()).resolve(folder);
        if (!Files.exists(root)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static Set<Long> range(long calls) {
        return Stream.iterate(1L, call -> call <= calls, call -> call + 1)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Long> sample(long calls, Random random) {
        Set<Long> sample = new TreeSet<>();
        long stride = Math.max(1, calls / SAMPLE);
        for (long from = 1; from <= calls; from += stride) {
            sample.add(from + random.nextInt((int) Math.min(stride, calls - from + 1)));
        }
        return sample;
    }
}
