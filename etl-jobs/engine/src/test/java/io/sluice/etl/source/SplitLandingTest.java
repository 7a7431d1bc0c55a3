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
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SplitLandingTest {
    private static final String SPLIT_SIZE = "spark.sql.files.maxPartitionBytes";
    private static final String OPEN_COST = "spark.sql.files.openCostInBytes";
    private static final String CORES = "spark.default.parallelism";

    @TempDir
    private Path folder;

    /** Rows as text in order, and what the tasks said of the files. */
    private record Read(List<String> rows, List<FileTally> tallies, int tasks) {}

    @Test
    void givesTheSameRowsAndTalliesWhateverTheSizeOfParts() throws IOException {
        List<LandedFile> files =
                List.of(landed("plain.json", out -> out), landed("packed.json", GZIPOutputStream::new));

        Read whole = read(files, "1g");

        assertThat(whole.rows()).hasSize(2 * 190);
        for (String size : List.of("100", "777", "4096", "9999")) {
            Read parts = read(files, size);
            assertThat(parts.rows()).as("rows of parts of %s bytes", size).isEqualTo(whole.rows());
            assertThat(parts.tallies()).as("tallies of parts of %s bytes", size).isEqualTo(whole.tallies());
            assertThat(parts.tasks()).isGreaterThan(whole.tasks());
        }
    }

    @Test
    void givesTheSameRowsAndTalliesOfBzip2InParts() throws IOException {
        List<LandedFile> sound = List.of(landed("sound.bz2", SplitLandingTest::streams));
        Read whole = read(sound, "1g");
        String cut = "cut.bz2";
        byte[] bytes = Files.readAllBytes(folder.resolve("sound.bz2"));
        Files.write(folder.resolve(cut), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        List<LandedFile> damaged = List.of(landedFile(cut));
        Read damagedWhole = read(damaged, "1g");

        assertThat(whole.rows()).hasSize(190);
        assertThat(whole.tasks()).as("with two cores it does not pay").isEqualTo(1);
        assertThat(damagedWhole.rows()).hasSizeBetween(50, 150);
        SparkConf cluster = TestSpark.session().sparkContext().conf();
        cluster.set(CORES, "6");
        try {
            Read parts = read(sound, "300");
            assertThat(parts.rows()).isEqualTo(whole.rows());
            assertThat(parts.tallies()).isEqualTo(whole.tallies());
            assertThat(parts.tasks()).isGreaterThan(3);
            Read damagedParts = read(damaged, "300");
            assertThat(damagedParts.rows()).isEqualTo(damagedWhole.rows());
            assertThat(damagedParts.tallies()).isEqualTo(damagedWhole.tallies());
            assertThat(damagedParts.tasks()).isEqualTo(1);
        } finally {
            cluster.remove(CORES);
        }
    }

    private Read read(List<LandedFile> files, String splitSize) {
        SparkSession spark = TestSpark.session();
        String before = spark.conf().get(SPLIT_SIZE);
        spark.conf().set(SPLIT_SIZE, splitSize);
        spark.conf().set(OPEN_COST, "0");
        try {
            JobConfig job = Jobs.in(folder)
                    .columns(Jobs.column("id", new ColumnType.Text()))
                    .partitionBy(new PartitionField("part", "id", PartitionField.Transform.IDENTITY))
                    .build();
            Dataset<Row> read = new LandingReader(spark, job, "run").all(files, path -> 0, null, null);
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
            spark.conf().unset(OPEN_COST);
        }
    }

    private interface Packing {
        OutputStream of(OutputStream out) throws IOException;
    }

    /** Streams of bzip2 of up to 500 bytes each. */
    private static OutputStream streams(OutputStream out) {
        return new BufferedOutputStream(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        write(new byte[] {(byte) one}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        ByteArrayOutputStream stream = new ByteArrayOutputStream();
                        try (OutputStream packed = new BZip2CompressorOutputStream(stream, 1)) {
                            packed.write(bytes, offset, length);
                        }
                        out.write(stream.toByteArray());
                    }

                    @Override
                    public void close() throws IOException {
                        out.close();
                    }
                },
                500);
    }

    private LandedFile landed(String name, Packing packing) throws IOException {
        StringBuilder text = new StringBuilder("\ufeff");
        for (int i = 0; i < 200; i++) {
            text.append(i % 20 == 0 ? "rubbish" : "{\"id\":\"%d\",\"x\":\"%s\"}".formatted(i, "y".repeat(i % 97)));
            text.append(i % 7 == 0 ? "\r\n\n  " : "\n");
        }
        try (OutputStream out = packing.of(Files.newOutputStream(folder.resolve(name)))) {
            for (byte one : text.toString().getBytes(StandardCharsets.UTF_8)) {
                out.write(one);
            }
        }
        return landedFile(name);
    }

    private LandedFile landedFile(String name) throws IOException {
        Path file = folder.resolve(name);
        return new LandedFile(name, file.toString(), Files.size(file), 1, "", null);
    }
}
