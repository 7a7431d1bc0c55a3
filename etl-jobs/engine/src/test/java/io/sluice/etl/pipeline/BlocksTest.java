package io.sluice.etl.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.landing.DateRange;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RunReport;
import io.sluice.etl.model.Stages;
import io.sluice.etl.testing.EveryType;
import io.sluice.etl.testing.Frames;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that are put by in blocks while reading become the same table as rows that are read again to be written. */
final class BlocksTest {
    private static final SparkSession SPARK = TestSpark.session();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"PARQUET", "ORC"})
    void givesTheSameTableWithAndWithoutBlocks(JobConfig.Format format) throws IOException {
        land();
        JobConfig withBlocks = job("put_by_" + format.label(), format);
        JobConfig withoutBlocks = job("read_again_" + format.label(), format, "id");

        RunReport first = run(withBlocks);
        RunReport second = run(withoutBlocks);

        assertThat(first.outcome()).as(first.error()).isEqualTo(Outcome.PUBLISHED);
        assertThat(second.outcome()).as(second.error()).isEqualTo(Outcome.PUBLISHED);
        assertThat(first.records()).isEqualTo(second.records());
        assertThat(first.records().kept()).isGreaterThan(20);
        assertThat(first.records().duplicatesInBatch()).isGreaterThan(20);
        new Frames().assertDataFrameEquals(table(withoutBlocks), table(withBlocks));
    }

    @ParameterizedTest
    @EnumSource(names = {"PARQUET", "ORC"})
    void leavesNoBlocksBehind(JobConfig.Format format) throws IOException {
        land();
        JobConfig job = job("swept_" + format.label(), format);

        run(job);

        try (Stream<Path> files = Files.walk(Path.of(job.table().location()))) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("_blocks"));
        }
    }

    /** Every row three times: twice in one file, and once in another with an unknown field. */
    private void land() throws IOException {
        StructType columns =
                StructType.fromDDL(job("any", JobConfig.Format.PARQUET).schema().sql());
        List<String> lines = new ArrayList<>(
                SPARK.createDataFrame(EveryType.rows(), columns).toJSON().collectAsList());
        Path day = Files.createDirectories(folder.resolve("landing/2021-07-21"));
        List<String> twice = new ArrayList<>(lines);
        twice.addAll(lines);
        twice.add("{\"id\":\"no number\"}");
        Files.write(day.resolve("a.json"), twice);
        Files.write(
                day.resolve("b.json"),
                lines.stream()
                        .map(line -> line.replaceFirst("\\{", "{\"stranger\":[1,{\"x\":\"é\\\\u00e9\"}],"))
                        .toList());
    }

    private JobConfig job(String table, JobConfig.Format format, String... sortBy) {
        return Jobs.in(folder)
                .table("unit", table)
                .format(format)
                .columns(EveryType.columns())
                .partitionBy(new PartitionField("dt", "at", PartitionField.Transform.DAY))
                .late(Duration.ofDays(30), Duration.ofDays(1), false, 100)
                .unknownFields(JobConfig.UnknownFields.RESCUE)
                .sortBy(sortBy)
                .build();
    }

    private RunReport run(JobConfig job) {
        Stages nobody = new Stages() {
            @Override
            public void started(String stage, String what) {}

            @Override
            public void finished(String stage, double seconds) {}

            @Override
            public void warning(String message) {}
        };
        RunRequest request =
                new RunRequest("run", DateRange.ALL, null, null, false, RunRequest.Rereading.NONE, Duration.ZERO);
        return new Runner(SPARK, job, nobody, Clock.systemUTC()).run(request).report();
    }

    private static Dataset<Row> table(JobConfig job) {
        return SPARK.table(job.table().name().toString()).orderBy("ingest_file", "ingest_position");
    }
}
