package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Batch;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.FileTally;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.ReadTotals;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.model.TaskSummary;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SplitLandingTest {
    private static final String SPLIT_SIZE = "spark.sql.files.maxPartitionBytes";

    @TempDir
    private Path folder;

    /** Rows as text in order, and what the tasks said of the files. */
    private record Read(List<String> rows, List<FileTally> tallies, int tasks) {}

    @Test
    void givesTheSameRowsAndTalliesWhateverTheSizeOfParts() throws IOException {
        List<LandedFile> files = List.of(landed("plain.json", false), landed("packed.json", true));

        Read whole = read(files, "1g");

        assertThat(whole.rows()).hasSize(2 * 190);
        for (String size : List.of("100", "777", "4096", "9999")) {
            Read parts = read(files, size);
            assertThat(parts.rows()).as("rows of parts of %s bytes", size).isEqualTo(whole.rows());
            assertThat(parts.tallies()).as("tallies of parts of %s bytes", size).isEqualTo(whole.tallies());
            assertThat(parts.tasks()).isGreaterThan(whole.tasks());
        }
    }

    private Read read(List<LandedFile> files, String splitSize) {
        SparkSession spark = TestSpark.session();
        String before = spark.conf().get(SPLIT_SIZE);
        spark.conf().set(SPLIT_SIZE, splitSize);
        try {
            JobConfig job = Jobs.in(folder)
                    .columns(Jobs.column("id", new ColumnType.Text()))
                    .partitionBy(new PartitionField("part", "id", PartitionField.Transform.IDENTITY))
                    .build();
            Dataset<Row> read = new LandingReader(spark, job, "run").all(files, path -> 0, null);
            List<TaskSummary> summaries = new ArrayList<>();
            List<String> rows = new ArrayList<>();
            for (Row row : read.collectAsList()) {
                byte[] summary = row.getAs(StepColumns.SUMMARY);
                if (summary == null) {
                    rows.add(row.getAs(Lineage.FILE) + " " + row.getAs(Lineage.POSITION) + " " + row.getAs("id"));
                } else {
                    summaries.add(TaskSummary.fromBytes(summary));
                }
            }
            ReadTotals totals = ReadTotals.of(new Batch(files, Set.of(), 0, 0, 0), summaries);
            List<FileTally> tallies = files.stream()
                    .map(file -> totals.tally(file.path()))
                    .map(tally -> new FileTally(
                            tally.file(), tally.acceptedByPartition(), tally.rejectedByCode(), tally.unknownFields()))
                    .toList();
            return new Read(rows, tallies, summaries.size());
        } finally {
            spark.conf().set(SPLIT_SIZE, before);
        }
    }

    private LandedFile landed(String name, boolean packed) throws IOException {
        StringBuilder text = new StringBuilder("\ufeff");
        for (int i = 0; i < 200; i++) {
            text.append(i % 20 == 0 ? "rubbish" : "{\"id\":\"%d\",\"x\":\"%s\"}".formatted(i, "y".repeat(i % 97)));
            text.append(i % 7 == 0 ? "\r\n\n  " : "\n");
        }
        Path file = folder.resolve(name);
        try (OutputStream out =
                packed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return new LandedFile(name, file.toString(), Files.size(file), 1, "", null);
    }
}
