package io.sluice.etl.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.block.BlockBuilder;
import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.KeptRows;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.testing.TestSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every value of a file of many blocks, pages and row groups is read back. */
final class ParquetBlockFileTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final StructType COLUMNS = StructType.fromDDL(
            "id BIGINT, kind STRING, text STRING, ingest_file STRING, ingest_position BIGINT, ingest_run STRING");
    private static final BlockShape SHAPE =
            new BlockShape(List.of(new ColumnType.Int64(), new ColumnType.Text(), new ColumnType.Text()));
    private static final int BLOCKS = 60;
    private static final int ROWS = 2_500;

    @TempDir
    java.nio.file.Path folder;

    private final List<Row> expected = new ArrayList<>();
    private final Configuration configuration = new Configuration(false);
    private Path path;

    @BeforeEach
    void name() {
        path = new Path(folder.resolve("part.zstd.parquet").toUri());
    }

    @Test
    void sparkReadsEveryValue() throws IOException {
        write(1L << 20);

        List<Row> read = SPARK.read().parquet(path.toString()).collectAsList();

        assertThat(read).isEqualTo(expected);
        List<BlockMetaData> groups = groups();
        assertThat(groups).hasSizeGreaterThan(2);
        assertThat(groups.stream().mapToLong(BlockMetaData::getRowCount).sum()).isEqualTo(expected.size());
        assertThat(groups).allMatch(group -> group.getTotalByteSize() < 8L << 20);
    }

    @Test
    void sparkSkipsPagesByTheirBounds() throws IOException {
        write(1L << 30);
        Row wanted = expected.get(expected.size() / 2);

        List<Row> read = SPARK.read()
                .parquet(path.toString())
                .where("id = " + wanted.getLong(0))
                .collectAsList();

        assertThat(read).containsExactly(wanted);
        assertThat(groups()).hasSize(1);
    }

    private List<BlockMetaData> groups() throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, configuration))) {
            return reader.getFooter().getBlocks();
        }
    }

    private void write(long rowGroupBytes) throws IOException {
        ParquetKind kind = new ParquetKind(COLUMNS, rowGroupBytes);
        kind.configure(configuration);
        try (BlockFiles files = kind.blockFiles(SHAPE, "run 1", configuration)) {
            BlockFile file = null;
            for (int number = 0; number < BLOCKS; number++) {
                byte[] block = block(number);
                if (file == null) {
                    file = files.create(path, new BlockCursor(SHAPE, block));
                }
                BlockCursor cursor = new BlockCursor(SHAPE, block);
                file.write(cursor, new KeptRows(cursor, ParquetBlockFileTest::dropped), "landed/" + number / 20);
            }
            file.close();
        }
    }

    private static boolean dropped(long position) {
        return position % 31 == 0;
    }

    private byte[] block(int number) throws IOException {
        BlockBuilder builder = new BlockBuilder(SHAPE);
        for (int row = 0; row < ROWS; row++) {
            long id = (long) number * ROWS + row;
            String kind = row % 7 == 0 ? null : "kind " + row % 5;
            String text = "text " + Long.toString(id * 0x9E3779B97F4A7C15L, 36);
            builder.leaf(0).level(0, 1);
            builder.leaf(0).putLong(id);
            text(builder, 1, kind);
            text(builder, 2, text);
            builder.endRow(id, 10);
            if (!dropped(id)) {
                expected.add(RowFactory.create(id, kind, text, "landed/" + number / 20, id, "run 1"));
            }
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        builder.writeTo(block, true);
        return block.toByteArray();
    }

    private static void text(BlockBuilder builder, int leaf, String text) {
        builder.leaf(leaf).level(0, text == null ? 0 : 1);
        if (text != null) {
            byte[] bytes = text.getBytes(UTF_8);
            builder.leaf(leaf).putBytes(bytes, 0, bytes.length);
        }
    }
}
