package io.sluice.etl.sink;

import static io.sluice.etl.testing.Jobs.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.testing.EveryType;
import io.sluice.etl.testing.Frames;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class VersionSinkTest {
    private static final String RUN = "20211122T020000.123Z-7f3a";
    private static final String PARTITION = "dt=2021-07-21";

    private static SparkSession spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        spark = TestSpark.session().newSession();
        spark.conf().set(SQLConf.SHUFFLE_PARTITIONS().key(), 2);
    }

    @ParameterizedTest
    @EnumSource(JobConfig.Format.class)
    void readsBackWhateverItWrote(JobConfig.Format format) {
        JobConfig job = Jobs.in(folder)
                .columns(EveryType.columns())
                .unknownFields(JobConfig.UnknownFields.RESCUE)
                .format(format)
                .build();
        Dataset<Row> expected = everyType(job);
        VersionSink sink = new VersionSink(spark, job, RUN);

        Staged staged = sink.write(expected.withColumn(StepColumns.PARTITION, functions.lit(PARTITION)), 1);

        new Frames().assertDataFrameEquals(inOrder(expected), inOrder(read(job, sink, staged)));
    }

    @Test
    void writesParquetThatHiveReads() throws IOException {
        JobConfig job = Jobs.in(folder).columns(EveryType.columns()).build();
        VersionSink sink = new VersionSink(spark, job, RUN);

        Staged staged = sink.write(everyType(job).withColumn(StepColumns.PARTITION, functions.lit(PARTITION)), 1);

        FileMetaData metadata = footer(sink, staged.files(PARTITION).get(0));
        assertThat(metadata.getSchema().toString())
                .contains("optional fixed_len_byte_array(4) price (DECIMAL(9,2))")
                .contains("optional fixed_len_byte_array(8) sum (DECIMAL(18,6))")
                .contains("optional fixed_len_byte_array(16) huge (DECIMAL(38,10))")
                .contains("optional int32 day (DATE)")
                .contains("optional int64 at (TIMESTAMP(MICROS,true))")
                .contains("repeated group bag")
                .doesNotContain("_partition");
        assertThat(metadata.getKeyValueMetaData())
                .as("dates before 1582 are Gregorian, for Spark and for Hive")
                .doesNotContainKey("org.apache.spark.legacyDateTime")
                .containsEntry("writer.date.proleptic", "true");
    }

    @ParameterizedTest
    @EnumSource(JobConfig.Format.class)
    void keepsMorePartitionsApartThanItHoldsOpen(JobConfig.Format format) throws IOException {
        JobConfig job = job().format(format).build();
        VersionSink sink = new VersionSink(spark, job, RUN);
        Dataset<Row> rows = numbers(600)
                .withColumn(StepColumns.PARTITION, functions.expr("concat('dt=', (id div 10 * 7) % 30)"))
                .coalesce(1);

        Staged staged = sink.write(rows, 1);

        assertThat(staged.filesByPartition()).hasSize(30);
        assertThat(filesUnder(sink.root())).hasSize(fileCount(staged));
        new Frames().assertDataFrameDataEquals(rows.drop(StepColumns.PARTITION), read(job, sink, staged));
        Map<String, Long> rowsByFile = new HashMap<>();
        for (Row row :
                read(job, sink, staged).selectExpr("id", "_metadata.file_path").collectAsList()) {
            String path =
                    new org.apache.hadoop.fs.Path(row.getString(1)).toUri().getPath();
            assertThat(path).contains("/dt=" + row.getLong(0) / 10 * 7 % 30 + "/part-");
            rowsByFile.merge(path, 1L, Long::sum);
        }
        staged.filesByPartition()
                .forEach((partition, files) -> files.forEach(file -> {
                    Path path = Path.of(sink.location(partition), file.name());
                    assertThat(path).hasSize(file.bytes());
                    assertThat(rowsByFile).containsEntry(path.toString(), file.rows());
                }));
    }

    @ParameterizedTest
    @EnumSource(JobConfig.Format.class)
    void sortsMixedPartitionsSoThatNoFileIsClosedForWantOfRoom(JobConfig.Format format) {
        VersionSink sink = new VersionSink(spark, job().format(format).build(), RUN);
        Dataset<Row> rows = numbers(900)
                .withColumn(StepColumns.PARTITION, functions.expr("concat('dt=', id % 30)"))
                .coalesce(1);

        Staged staged = sink.write(rows, 30);

        assertThat(staged.filesByPartition()).hasSize(30);
        assertThat(fileCount(staged)).isEqualTo(30);
    }

    @Test
    void beginsANewOrcFileWhereOneIsLargeEnough() {
        JobConfig job =
                job().format(JobConfig.Format.ORC).targetFileSize(1 << 20).build();
        Dataset<Row> rows = numbers(200_000)
                .withColumn("text", functions.expr("repeat(sha2(cast(id AS string), 256), 3)"))
                .withColumn(StepColumns.PARTITION, functions.lit(PARTITION))
                .coalesce(1);

        assertThat(new VersionSink(spark, job, RUN).write(rows, 1).files(PARTITION))
                .hasSizeGreaterThan(2);
    }

    @Test
    void beginsANewFileWhereOneIsLargeEnough() {
        long target = 256 << 10;
        VersionSink sink = new VersionSink(spark, job().targetFileSize(target).build(), RUN);
        Dataset<Row> rows = numbers(20_000)
                .withColumn("name", functions.expr("repeat(sha2(cast(id as string), 256), 2)"))
                .withColumn(StepColumns.PARTITION, functions.lit(PARTITION))
                .coalesce(1);

        List<DataFile> files = sink.write(rows, 1).files(PARTITION);

        assertThat(files).hasSizeGreaterThan(3);
        assertThat(files.stream().mapToLong(DataFile::rows).sum()).isEqualTo(20_000);
        assertThat(files.subList(0, files.size() - 1))
                .allSatisfy(file -> assertThat(file.bytes()).isBetween(target / 2, target * 2));
    }

    @Test
    void countsTheRowsOfItsOwnRunByFile() {
        VersionSink sink = new VersionSink(spark, job().build(), RUN);
        Dataset<Row> rows = numbers(100)
                .withColumn(Lineage.FILE, functions.expr("concat('f', id % 3, '.json')"))
                .withColumn(Lineage.RUN, functions.expr("if(id < 60, '" + RUN + "', 'earlier')"))
                .withColumn(StepColumns.PARTITION, functions.expr("concat('dt=', id % 2)"))
                .repartition(4);

        Staged staged = sink.write(rows, 1);

        assertThat(staged.keptByFile()).isEqualTo(Map.of("f0.json", 20L, "f1.json", 20L, "f2.json", 20L));
        assertThat(rowCount(staged)).as("rows of earlier runs are written too").isEqualTo(100);
    }

    @Test
    void sortsTheRowsOfAFile() {
        VersionSink sink = new VersionSink(spark, job().sortBy("name", "id").build(), RUN);
        Dataset<Row> rows = numbers(200)
                .withColumn("name", functions.expr("cast(id % 7 as string)"))
                .withColumn(StepColumns.PARTITION, functions.expr("concat('dt=', id % 2)"))
                .coalesce(1)
                .orderBy(functions.expr("id * 37 % 200"))
                .coalesce(1);

        Staged staged = sink.write(rows, 1);

        for (String partition : List.of("dt=0", "dt=1")) {
            assertThat(staged.files(partition)).hasSize(1);
            List<String> found = spark.read()
                    .parquet(sink.location(partition))
                    .selectExpr("concat(name, lpad(id, 3, '0'))")
                    .as(Encoders.STRING())
                    .collectAsList();
            assertThat(found).hasSize(100).isSorted();
        }
    }

    @Test
    void takesPartitionsWhateverTheirValues() throws IOException {
        VersionSink sink = new VersionSink(spark, job().build(), RUN);
        List<String> values = Arrays.asList("a/b", "a=b", "100%", " ", "서울 😀", "{[*]}?:", null);
        List<Row> rows = new ArrayList<>();
        values.forEach(value -> rows.add(
                RowFactory.create((long) rows.size(), "x", "a.json", 1L, RUN, PartitionPath.segment("region", value))));
        StructType columns = numbers(1).schema().add(StepColumns.PARTITION, DataTypes.StringType);

        Staged staged = sink.write(spark.createDataFrame(rows, columns), 1);

        assertThat(staged.filesByPartition().keySet())
                .isEqualTo(
                        new TreeSet<>(rows.stream().map(row -> row.getString(5)).toList()));
        staged.filesByPartition().forEach((partition, files) -> assertThat(Path.of(sink.root(), partition))
                .isDirectoryContaining(file ->
                        file.getFileName().toString().equals(files.get(0).name())));
        sink.sweep(staged.filesByPartition());
        assertThat(filesUnder(sink.root())).hasSize(values.size());
    }

    @Test
    void stagesNothingOfNothing() {
        VersionSink sink = new VersionSink(spark, job().build(), RUN);

        Staged staged = sink.write(numbers(0).withColumn(StepColumns.PARTITION, functions.lit(PARTITION)), 1);

        assertThat(staged.filesByPartition()).isEmpty();
        assertThat(staged.keptByFile()).isEmpty();
        assertThat(staged.files(PARTITION)).isEmpty();
    }

    @Test
    void countsATaskThatFailedAndWasRunAgainOnce() throws IOException {
        VersionSink sink = new VersionSink(spark, job().build(), RUN);
        UDF1<Long, Long> fragile = id -> {
            if (id == 350 && TaskContext.get().attemptNumber() < 2) {
                throw new IllegalStateException("a lost executor");
            }
            return id;
        };
        Dataset<Row> rows = numbers(400)
                .coalesce(1)
                .withColumn("id", functions.udf(fragile, DataTypes.LongType).apply(functions.col("id")))
                .withColumn(StepColumns.PARTITION, functions.expr("concat('dt=', id div 25)"));

        Staged staged = sink.write(rows, 1);

        assertThat(rowCount(staged)).isEqualTo(400);
        assertThat(staged.keptByFile()).isEqualTo(Map.of("a.json", 400L));
        assertThat(filesUnder(sink.root()))
                .as("an attempt that fails takes its files away")
                .hasSize(fileCount(staged));
    }

    @Test
    void failsWhereATaskFailsEachTime() {
        VersionSink sink = new VersionSink(spark, job().build(), RUN);
        Dataset<Row> rows = numbers(10)
                .withColumn("id", functions.expr("if(id = 7, raise_error('broken'), id)"))
                .withColumn(StepColumns.PARTITION, functions.lit(PARTITION));

        assertThatThrownBy(() -> sink.write(rows, 1)).hasStackTraceContaining("broken");
    }

    @Test
    void sweepsStrangersAlone() throws IOException {
        VersionSink sink = new VersionSink(spark, job().build(), RUN);
        Staged staged =
                sink.write(numbers(10).withColumn(StepColumns.PARTITION, functions.expr("concat('dt=', id % 2)")), 1);
        List<Path> before = filesUnder(sink.root());
        Path otherRun = Path.of(sink.root()).resolveSibling("other/dt=0/part-0.parquet");
        List<Path> strangers = List.of(
                Path.of(sink.root(), "stray"),
                Path.of(sink.root(), "dt=0/part-99999-of-a-dead-attempt.parquet"),
                Path.of(sink.root(), "dt=1/_temporary/x"),
                Path.of(sink.root(), "dt=elsewhere", staged.files("dt=0").get(0).name()));
        for (Path file : Stream.concat(strangers.stream(), Stream.of(otherRun)).toList()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }

        sink.sweep(staged.filesByPartition());

        assertThat(filesUnder(sink.root())).isEqualTo(before);
        assertThat(otherRun).exists();
    }

    @Test
    void sweepsNothingWhereNothingWasWritten() throws IOException {
        VersionSink sink = new VersionSink(spark, job().build(), RUN);

        sink.sweep(Map.of());

        assertThat(Path.of(sink.root())).doesNotExist();
    }

    @Test
    void carriesAFileAsAHardLink() throws IOException {
        JobConfig job = job().build();
        VersionSink earlier = new VersionSink(spark, job, "earlier");
        Staged staged = earlier.write(
                numbers(10).coalesce(1).withColumn(StepColumns.PARTITION, functions.lit("region=a%2Fb")), 1);
        DataFile file = staged.files("region=a%2Fb").get(0);
        PublishedPartition published =
                new PublishedPartition("region=a%2Fb", earlier.location("region=a%2Fb"), List.of(file));
        VersionSink sink = new VersionSink(spark, job, RUN);

        assertThat(sink.carry(published, file)).isEqualTo(file);
        assertThat(sink.carry(published, file)).as("again, after a retry").isEqualTo(file);

        Path from = Path.of(published.location(), file.name());
        Path to = Path.of(sink.location("region=a%2Fb"), file.name());
        assertThat(Files.getAttribute(to, "unix:ino")).isEqualTo(Files.getAttribute(from, "unix:ino"));
        sink.sweep(Map.of("region=a%2Fb", List.of(file)));
        earlier.discard();
        assertThat(from).doesNotExist();
        assertThat(spark.read().parquet(to.toString()).count()).isEqualTo(10);
    }

    @Test
    void discardsItsOwnVersionsAlone() throws IOException {
        JobConfig job = job().build();
        VersionSink earlier = new VersionSink(spark, job, "earlier");
        VersionSink sink = new VersionSink(spark, job, RUN);
        Dataset<Row> rows = numbers(1).withColumn(StepColumns.PARTITION, functions.lit(PARTITION));
        earlier.write(rows, 1);
        sink.write(rows, 1);

        sink.discard();
        sink.discard();

        assertThat(Path.of(sink.root())).doesNotExist();
        assertThat(Path.of(earlier.location(PARTITION))).isNotEmptyDirectory();
    }

    private Jobs job() {
        return Jobs.in(folder).columns(column("id", new ColumnType.Int64()), column("name", new ColumnType.Text()));
    }

    /** Rows whose columns may all be null, as those of a landing may. */
    private static Dataset<Row> numbers(int count) {
        return lineage(spark.range(0, count, 1, 2).selectExpr("nullif(id, -1) AS id", "nullif('x', '') AS name"));
    }

    private static Dataset<Row> everyType(JobConfig job) {
        StructType content = StructType.fromDDL(job.schema().sql());
        Dataset<Row> rows = spark.createDataFrame(EveryType.rows(), content);
        Column rescued = functions.expr("if(id % 2 = 0, '{\"a\":\"서울\"}', null)");
        boolean rescue = job.unknownFields() == JobConfig.UnknownFields.RESCUE;
        return lineage(rescue ? rows.withColumn(Lineage.RESCUED, rescued) : rows);
    }

    private static Dataset<Row> lineage(Dataset<Row> rows) {
        return rows.withColumn(Lineage.FILE, functions.expr("nullif('a.json', '')"))
                .withColumn(Lineage.POSITION, functions.col("id"))
                .withColumn(Lineage.RUN, functions.expr("nullif('" + RUN + "', '')"));
    }

    private static Dataset<Row> inOrder(Dataset<Row> rows) {
        return rows.coalesce(1).sortWithinPartitions("id");
    }

    private static Dataset<Row> read(JobConfig job, VersionSink sink, Staged staged) {
        List<String> paths = new ArrayList<>();
        staged.filesByPartition()
                .forEach((partition, files) ->
                        files.forEach(file -> paths.add(sink.location(partition) + "/" + file.name())));
        return spark.read()
                .schema(StructType.fromDDL(job.columnsSql()))
                .format(job.table().format().files().label())
                .load(paths.toArray(String[]::new));
    }

    private static FileMetaData footer(VersionSink sink, DataFile file) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(sink.location(PARTITION), file.name());
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
            return reader.getFileMetaData();
        }
    }

    private static long rowCount(Staged staged) {
        return staged.filesByPartition().values().stream()
                .flatMap(List::stream)
                .mapToLong(DataFile::rows)
                .sum();
    }

    private static int fileCount(Staged staged) {
        return staged.filesByPartition().values().stream().mapToInt(List::size).sum();
    }

    /** Without checksums: whether Hadoop writes them depends on who opened the local file system first in this JVM. */
    private static List<Path> filesUnder(String root) throws IOException {
        try (Stream<Path> paths = Files.walk(Path.of(root))) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }
}
