package io.sluice.etl.audit;

import static io.sluice.etl.testing.Jobs.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditorTest {
    private static SparkSession spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        spark = TestSpark.session();
    }

    @Test
    void takesChecksOverEveryColumnOfTheTable() {
        Auditor auditor = auditor(job().check("content", "number > 0", true)
                .check("nested", "repo.id IS NOT NULL", true)
                .check("partition", "dt >= '2021-01-01'", true)
                .check("lineage", "ingest_position >= 0 AND ingest_file LIKE '%.json'", true)
                .check("functions", "exists(names, name -> name = 'x') OR size(names) = 0", false));

        assertThatCode(auditor::verifyChecks).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"numbr > 0", "number +", "number + 1", "count(*) > 1", "repo.name = 'x'", "nothing(number)", ""})
    void refusesWhatIsNoPredicateOverTheTable(String sql) {
        Auditor auditor = auditor(job().check("fine", "true", true).check("bad one", sql, true));

        assertThatThrownBy(auditor::verifyChecks).isInstanceOfSatisfying(SluiceException.class, failure -> {
            assertThat(failure.outcome()).isEqualTo(Outcome.INVALID);
            assertThat(failure).hasMessageContaining("audit.checks 'bad one': " + sql);
            assertThat(failure.getMessage().lines()).hasSize(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "100, 5, true", "100, 6, false", "1, 1, false"})
    void limitsTheRatioOfRejects(long read, long rejected, boolean passed) {
        CheckResult result = limit("audit.max_reject_ratio", counts(read, rejected), 0);

        assertThat(result.passed()).isEqualTo(passed);
        assertThat(result.error()).isTrue();
        assertThat(result.detail())
                .startsWith("%d of %d records rejected".formatted(rejected, read))
                .endsWith("limit 0.05");
    }

    @ParameterizedTest
    @CsvSource({"10, 0, true", "9, 0, false", "11, 2, false", "12, 2, true"})
    void wantsEnoughAcceptedRecords(long read, long rejected, boolean passed) {
        assertThat(limit("audit.min_records", counts(read, rejected), 0).passed())
                .isEqualTo(passed);
    }

    @ParameterizedTest
    @CsvSource({"3, true", "4, false"})
    void limitsThePartitionsAffected(int partitions, boolean passed) {
        assertThat(limit("late.max_affected_partitions", counts(10, 0), partitions)
                        .passed())
                .isEqualTo(passed);
    }

    @ParameterizedTest
    @EnumSource(JobConfig.Format.class)
    void countsTheRowsThatFailACheck(JobConfig.Format format) {
        JobConfig job = job().format(format)
                .check("positive", "number > 0", true)
                .check("small", "number < 100", true)
                .check("of this day", "dt = '2021-07-21'", false)
                .check("known", "number IS NOT NULL", false)
                .build();
        PartitionChange first = stage(format.files(), "dt=2021-07-21", "1", "2", "NULL");
        PartitionChange second = stage(format.files(), "dt=2021-07-22", "-3", "4");

        List<CheckResult> results = new Auditor(spark, job).checks(List.of(first, second), root());

        assertThat(results)
                .containsExactly(
                        new CheckResult("positive", false, "2 of 5 rows fail: number > 0", true),
                        new CheckResult("small", false, "1 of 5 rows fail: number < 100", true),
                        new CheckResult("of this day", false, "2 of 5 rows fail: dt = '2021-07-21'", false),
                        new CheckResult("known", false, "1 of 5 rows fail: number IS NOT NULL", false));
    }

    @Test
    void readsPartitionsWhateverTheirValues() {
        JobConfig job = job().partitionBy(new PartitionField("region", "area", PartitionField.Transform.IDENTITY))
                .check("value", "region IN ('a/b', '서울 {*}', '007')", true)
                .check("default", "region IS NOT NULL", true)
                .build();
        List<PartitionChange> staged = List.of(
                stage(JobConfig.FileFormat.PARQUET, "region=a%2Fb", "1"),
                stage(JobConfig.FileFormat.PARQUET, "region=서울 %7B%2A}", "1", "2"),
                stage(JobConfig.FileFormat.PARQUET, "region=007", "1", "2", "3"),
                stage(JobConfig.FileFormat.PARQUET, "region=__HIVE_DEFAULT_PARTITION__", "1", "2", "3", "4"));

        assertThat(new Auditor(spark, job).checks(staged, root()))
                .extracting(CheckResult::detail)
                .containsExactly(
                        "4 of 10 rows fail: region IN ('a/b', '서울 {*}', '007')",
                        "4 of 10 rows fail: region IS NOT NULL");
    }

    @Test
    void leavesOutPartitionsThatLostTheirLastRow() {
        JobConfig job = job().check("positive", "number > 0", true).build();
        PartitionChange emptied =
                new PartitionChange("dt=2021-07-20", null, root() + "/dt=2021-07-20", List.of(), 0, 0, 0, 0);
        PartitionChange staged = stage(JobConfig.FileFormat.PARQUET, "dt=2021-07-21", "1");
        Auditor auditor = new Auditor(spark, job);

        assertThat(auditor.checks(List.of(emptied, staged), root())).allMatch(CheckResult::passed);
        assertThat(auditor.checks(List.of(emptied), root())).isEmpty();
        assertThat(auditor(job()).checks(List.of(staged), root())).isEmpty();
    }

    private CheckResult limit(String name, RunCounts counts, int partitions) {
        return auditor(job()).limits(counts, partitions).stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static RunCounts counts(long read, long rejected) {
        return new RunCounts(read, read - rejected, rejected, 0, 0, 0, 0, 0, 0, 0);
    }

    private PartitionChange stage(JobConfig.FileFormat format, String partition, String... numbers) {
        String location = root() + "/" + partition;
        spark.sql("SELECT * FROM VALUES (" + String.join("), (", numbers) + ") AS t(number)")
                .withColumn("number", functions.col("number").cast("bigint"))
                .withColumn(Lineage.FILE, functions.lit("a.json"))
                .coalesce(1)
                .write()
                .format(format.label())
                .save(location);
        return new PartitionChange(partition, null, location, List.of(), 0, 0, numbers.length, numbers.length);
    }

    private String root() {
        return folder + "/_versions/run";
    }

    private Auditor auditor(Jobs job) {
        return new Auditor(spark, job.build());
    }

    private Jobs job() {
        return Jobs.in(folder)
                .columns(
                        column("number", new ColumnType.Int64()),
                        column("area", new ColumnType.Text()),
                        column("names", new ColumnType.ArrayOf(new ColumnType.Text(), true)),
                        column("repo", new ColumnType.Struct(List.of(column("id", new ColumnType.Int64())))),
                        column("created_at", new ColumnType.Timestamp(false)))
                .limits(0.05, 10)
                .late(Duration.ofDays(1), Duration.ofDays(1), true, 3);
    }
}
