package io.sluice.etl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.audit.ColumnarFooters;
import io.sluice.etl.audit.Footers;
import io.sluice.etl.landing.DateRange;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.RunReport;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.Stages;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.TableLog;
import io.sluice.etl.publish.hive.HiveTableCatalog;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end badly, by faults that no landing can cause. */
final class RunnerTest {
    private static final SparkSession SPARK = TestSpark.session();

    @TempDir
    private Path folder;

    private JobConfig job;

    @BeforeEach
    void layOut(TestInfo test) throws IOException {
        String table = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
        job = Jobs.in(folder)
                .table("runner", table)
                .columns(
                        Jobs.column("id", new ColumnType.Text()),
                        Jobs.column("created_at", new ColumnType.Timestamp(false)))
                .build();
        land("2021-07-21", "00.json", "a", "b");
    }

    @Test
    void aVersionWhoseFootersDisagreeIsRefusedAndClearedAway() throws IOException {
        Footers footers = new ColumnarFooters(
                job.table().format().files(), SPARK.sessionState().newHadoopConf());
        land("2021-07-21", "01.json", "c", null);

        RunReport report = run(new HiveTableCatalog(SPARK, job), path -> footers.rows(path) + 1, "wrong");

        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.error()).contains("rows_after").contains("dt=2021-07-21 holds");
        assertThat(report.checks()).anyMatch(check -> !check.passed());
        assertThat(SPARK.catalog().tableExists(job.table().name().toString())).isFalse();
        assertThat(folder("_versions/wrong")).doesNotExist();
        assertThat(folder("_sluice/quarantine/wrong")).isNotEmptyDirectory();
        assertThat(folder("_sluice/journal")).doesNotExist();
        assertThat(folder("_sluice/runs/wrong.json")).content().contains("\"refused\"");
    }

    @Test
    void aRunThatDiedBeforeTheSwitchIsFinishedByTheNext() throws IOException {
        RunReport died = run(new DyingCatalog(job, false), footers(), "died");
        assertThat(died.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(folder("_sluice/journal/1.prepared.json")).exists();
        assertThat(folder("_sluice/journal/1.published.json")).doesNotExist();
        List<String> warnings = new ArrayList<>();

        RunReport next = run(new HiveTableCatalog(SPARK, job), footers(), "next", warnings);

        assertThat(next.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(warnings).anyMatch(warning -> warning.contains("run died left open"));
        assertThat(ids()).containsExactly("a", "b");
    }

    @Test
    void duplicatesOfARunThatDiedAreToldOnceByTheNext() throws IOException {
        job = Jobs.in(folder)
                .table(job.table().name().database(), job.table().name().table())
                .dedup(new Dedup(
                        Dedup.Strategy.UNIQUE_ID,
                        List.of("id"),
                        Dedup.Keep.LATEST,
                        List.of(),
                        Dedup.Lookback.NONE,
                        Dedup.Conflicts.KEEP,
                        Dedup.Evidence.ALL,
                        Dedup.Plan.AUTO,
                        null))
                .build();
        land("2021-07-21", "01.json", "a");
        run(new DyingCatalog(job, true), footers(), "died");
        String duplicates = job.table().name() + "__duplicates";
        assertThat(SPARK.catalog().tableExists(duplicates)).isFalse();

        run(new HiveTableCatalog(SPARK, job), footers(), "next");
        run(new HiveTableCatalog(SPARK, job), footers(), "again");

        assertThat(SPARK.table(duplicates).select("key", "ingest_file", "run").collectAsList().stream()
                        .map(row -> row.mkString(" ")))
                .containsExactly("a 2021-07-21/01.json died");
    }

    @Test
    void aRunThatDiedAfterTheSwitchIsFinishedByTheNextThatHasFilesOfItsOwn() throws IOException {
        run(new DyingCatalog(job, true), footers(), "died");
        land("2021-07-22", "00.json", "b", "c");

        RunReport next = run(new HiveTableCatalog(SPARK, job), footers(), "next");

        assertThat(next.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(next.records().duplicatesOfExisting()).isEqualTo(1);
        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    void aPartitionThatSomebodyElseMovedIsAnUnknownStateAndNothingIsTouched() throws IOException {
        run(new HiveTableCatalog(SPARK, job), footers(), "first");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        SPARK.sql("ALTER TABLE %s PARTITION (dt = '2021-07-21') SET LOCATION '%s'"
                .formatted(job.table().name(), elsewhere));
        land("2021-07-22", "00.json", "c");

        RunReport report = run(new HiveTableCatalog(SPARK, job), footers(), "second");

        assertThat(report.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(report.error()).contains(elsewhere.toString()).contains("_versions/first/");
        assertThat(folder("_sluice/journal/2.prepared.json")).doesNotExist();
        assertThat(folder("_versions/second")).doesNotExist();
    }

    @Test
    void aPartitionThatALateRunSwitchedBackIsRepairedByTheNext() throws IOException {
        RunReport first = run(new HiveTableCatalog(SPARK, job), footers(), "first");
        land("2021-07-21", "01.json", "c");
        run(new HiveTableCatalog(SPARK, job), footers(), "second");
        SPARK.sql("ALTER TABLE %s PARTITION (dt = '2021-07-21') SET LOCATION '%s'"
                .formatted(job.table().name(), first.partitions().get(0).location()));
        List<String> warnings = new ArrayList<>();

        RunReport report = run(new HiveTableCatalog(SPARK, job), footers(), "third", warnings);

        assertThat(report.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(warnings).anyMatch(warning -> warning.contains("woke up late"));
        SPARK.catalog().refreshTable(job.table().name().toString());
        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    void aRunThatWakesUpWithinItsSwitchPutsBackWhatOthersPublishedMeanwhile() throws IOException {
        run(new HiveTableCatalog(SPARK, job), footers(), "first");
        land("2021-07-21", "01.json", "c");
        TableCatalog sleeping = new DyingCatalog(job, false) {
            @Override
            public void move(Collection<Slot.Switch> versions, String runId) {
                try {
                    land("2021-07-21", "02.json", "d");
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
                expireLease();
                run(new HiveTableCatalog(SPARK, job), footers(), "other");
                new HiveTableCatalog(SPARK, job).move(versions, runId);
            }
        };

        RunReport late = run(sleeping, footers(), "late");

        assertThat(late.outcome()).isEqualTo(Outcome.PUBLISHED);
        SPARK.catalog().refreshTable(job.table().name().toString());
        assertThat(ids()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aRunWhoseLeaseWasTakenOverPublishesNothing() throws IOException {
        TableCatalog unused = new HiveTableCatalog(SPARK, job);
        Footers slow = path -> {
            expireLease();
            run(new HiveTableCatalog(SPARK, job), footers(), "other");
            return footers().rows(path);
        };

        RunReport late = run(unused, slow, "late");

        assertThat(late.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(late.error()).contains("run other").contains("took over");
        assertThat(folder("_versions/late")).doesNotExist();
        assertThat(ids()).containsExactly("a", "b");
    }

    /** Gives the present holder's lease back in its name, as if it had been silent for too long. */
    private void expireLease() {
        try (Stream<Path> documents = Files.list(folder("_sluice/lease"))) {
            for (Path held : documents
                    .filter(document -> document.toString().endsWith(".held.json"))
                    .toList()) {
                Path released = Path.of(held.toString().replace(".held.json", ".released.json"));
                if (!Files.exists(released)) {
                    Files.copy(held, released);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void aPartitionThatHasGatheredManySmallFilesIsWrittenTogether() throws IOException {
        run(new HiveTableCatalog(SPARK, job), footers(), "first");
        int most = 0;
        List<String> expected = new ArrayList<>(List.of("a", "b"));
        for (int late = 0; late < 9; late++) {
            String id = "late" + late;
            land("2021-07-21", id + ".json", id);
            expected.add(id);
            RunReport report = run(new HiveTableCatalog(SPARK, job), footers(), "run" + late);
            most = Math.max(most, report.partitions().get(0).files().size());
        }

        assertThat(most).isLessThanOrEqualTo(9);
        SPARK.catalog().refreshTable(job.table().name().toString());
        assertThat(ids()).containsExactlyElementsOf(expected);
    }

    @Test
    void aRunIdThatPublishedBeforeIsRefusedAndWhatItPublishedStays() throws IOException {
        run(new HiveTableCatalog(SPARK, job), footers(), "again");
        land("2021-07-22", "00.json", "c");

        RunReport report = run(new HiveTableCatalog(SPARK, job), footers(), "again");

        assertThat(report.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(ids()).containsExactly("a", "b");
        assertThat(folder("_versions/again")).isNotEmptyDirectory();
    }

    @Test
    void aFailureOfSparkItselfIsReported() throws IOException {
        TableCatalog failing = new DyingCatalog(job, false) {
            @Override
            public void createIfAbsent() {
                SPARK.sql("SELECT nothing FROM nowhere");
            }
        };

        RunReport report = run(failing, footers(), "spark");

        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.error()).contains("nowhere");
        assertThat(folder("_sluice/runs/spark.json")).exists();
    }

    @Test
    void aJobThatWritesOneMoreColumnExtendsTheTable() throws IOException {
        run(new HiveTableCatalog(SPARK, job), footers(), "first");
        land("2021-07-22", "00.json", "c");
        job = withId(new ColumnType.Text())
                .unknownFields(JobConfig.UnknownFields.RESCUE)
                .build();

        RunReport report = run(new HiveTableCatalog(SPARK, job), footers(), "second");

        assertThat(report.outcome()).as(report.error()).isEqualTo(Outcome.PUBLISHED);
        SPARK.catalog().refreshTable(job.table().name().toString());
        assertThat(ids()).containsExactly("a", "b", "c");
        assertThat(SPARK.table(job.table().name().toString()).columns()).contains("ingest_rescued");
    }

    @Test
    void aJobThatWritesOtherTypesIsRefused() throws IOException {
        run(new HiveTableCatalog(SPARK, job), footers(), "first");
        land("2021-07-22", "00.json", "3");
        job = withId(new ColumnType.Int64()).build();

        RunReport report = run(new HiveTableCatalog(SPARK, job), footers(), "second");

        assertThat(report.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(report.error()).contains("id").contains("bigint");
        assertThat(ids()).containsExactly("a", "b");
    }

    private Jobs withId(ColumnType type) {
        return Jobs.in(folder)
                .table(job.table().name().database(), job.table().name().table())
                .columns(Jobs.column("id", type), Jobs.column("created_at", new ColumnType.Timestamp(false)));
    }

    private RunReport run(TableCatalog catalog, Footers footers, String runId) {
        return run(catalog, footers, runId, new ArrayList<>());
    }

    private RunReport run(TableCatalog catalog, Footers footers, String runId, List<String> warnings) {
        Stages stages = new Stages() {
            @Override
            public void started(String stage, String what) {}

            @Override
            public void finished(String stage, double seconds) {}

            @Override
            public void warning(String message) {
                warnings.add(message);
            }
        };
        RunRequest request = new RunRequest(
                runId, DateRange.ALL, null, null, false, RunRequest.Rereading.NONE, java.time.Duration.ZERO);
        return new Runner(SPARK, job, stages, Clock.systemUTC())
                .run(request, Rooms.of(SPARK, job, runId, TableLog.NONE, catalog, footers))
                .report();
    }

    private Footers footers() {
        return new ColumnarFooters(
                job.table().format().files(), SPARK.sessionState().newHadoopConf());
    }

    private Path folder(String name) {
        return Path.of(job.table().location()).resolve(name);
    }

    private void land(String date, String name, String... ids) throws IOException {
        List<String> lines = Stream.of(ids)
                .map(id -> id == null
                        ? "{\"created_at\":\"yesterday\"}"
                        : "{\"id\":\"%s\",\"created_at\":\"2021-07-21T08:00:00Z\"}".formatted(id))
                .toList();
        Files.write(
                Files.createDirectories(folder.resolve("landing").resolve(date)).resolve(name), lines);
    }

    private List<String> ids() {
        return SPARK.sql("SELECT id FROM %s ORDER BY id".formatted(job.table().name())).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
