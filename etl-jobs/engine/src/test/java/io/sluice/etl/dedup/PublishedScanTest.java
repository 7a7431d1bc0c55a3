package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.sink.VersionSink;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over columns within structs, in both formats, from columnar batches and from rows. */
final class PublishedScanTest {
    private static final int ROWS = 10_000;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}, in batches: {1}")
    @CsvSource({"PARQUET, true", "PARQUET, false", "ORC, true", "ORC, false"})
    void givesTheColumnsOfPathsLineageAndTheDataFile(JobConfig.Format format, boolean batches) {
        SparkSession spark = TestSpark.session().newSession();
        // Without it Spark's readers give rows.
        spark.conf().set("spark.sql.codegen.wholeStage", batches);
        JobConfig job = Jobs.in(folder).columns(columns()).format(format).build();
        PublishedPartition published = published(spark, job);
        DataFile file = published.files().get(0);

        PublishedScan scan = new PublishedRows(spark, job).columns(List.of(published), List.of("who.id", "file_name"));

        StructType columns = scan.columns();
        KeyColumn id = KeyColumn.of(columns, "who.id");
        KeyColumn name = KeyColumn.of(columns, "file_name");
        int lineage = columns.fieldIndex(Lineage.FILE);
        int position = columns.fieldIndex(Lineage.POSITION);
        int dataFile = scan.dataFile();
        List<String> found = scan.rows()
                .flatMap(run -> {
                    List<String> texts = new ArrayList<>();
                    run.forEachRemaining(row -> texts.add("%s %s %s %d %s"
                            .formatted(
                                    text(id, row),
                                    text(name, row),
                                    row.getUTF8String(lineage),
                                    row.getLong(position),
                                    row.getUTF8String(dataFile))));
                    return texts.iterator();
                })
                .collect();

        assertThat(columns.fieldNames()).doesNotContain("other");
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, ROWS)
                        .mapToObj(i ->
                                "%s name-%d a.json %d %s".formatted(i % 5 == 0 ? null : "id-" + i, i, i, file.name()))
                        .toList());
    }

    private static Column[] columns() {
        return new Column[] {
            Jobs.column("other", new ColumnType.Text()),
            Jobs.column("file_name", new ColumnType.Text()),
            Jobs.column(
                    "who",
                    new ColumnType.Struct(List.of(
                            Jobs.column("other", new ColumnType.Text()), Jobs.column("id", new ColumnType.Text()))))
        };
    }

    private static PublishedPartition published(SparkSession spark, JobConfig job) {
        VersionSink sink = new VersionSink(spark, job, "run");
        List<DataFile> files = sink.write(
                        spark.range(0, ROWS, 1, 1)
                                .selectExpr(
                                        "'x' AS other",
                                        "concat('name-', id) AS file_name",
                                        "if(id % 5 = 0, NULL, named_struct('other', 'y', 'id', concat('id-', id))) AS who",
                                        "'a.json' AS " + Lineage.FILE,
                                        "id AS " + Lineage.POSITION,
                                        "'run' AS " + Lineage.RUN,
                                        "'dt=1' AS " + StepColumns.PARTITION),
                        1)
                .files("dt=1");
        return new PublishedPartition("dt=1", sink.location("dt=1"), files);
    }

    private static String text(KeyColumn column, InternalRow row) {
        OrderedBytes bytes = new OrderedBytes();
        column.write(row, false, bytes);
        return column.readText(ByteBuffer.wrap(bytes.toArray()));
    }
}
