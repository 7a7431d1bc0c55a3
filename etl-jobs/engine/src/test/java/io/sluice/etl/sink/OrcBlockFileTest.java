package io.sluice.etl.sink;

import static io.sluice.etl.testing.Jobs.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.KeptRows;
import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.testing.BlockRows;
import io.sluice.etl.testing.EveryType;
import io.sluice.etl.testing.Frames;
import io.sluice.etl.testing.RandomRows;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.ColumnStatistics;
import org.apache.orc.OrcConf;
import org.apache.orc.OrcFile;
import org.apache.orc.OrcProto;
import org.apache.orc.OrcProto.ColumnEncoding.Kind;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;
import org.apache.orc.TypeDescription.Category;
import org.apache.orc.impl.OrcIndex;
import org.apache.orc.impl.RecordReaderImpl;
import org.apache.orc.mapred.OrcMapredRecordReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.Function1;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Files of blocks hold what orc-core gets from Spark's serializer, row by row: values, types, statistics and footers. */
final class OrcBlockFileTest {
    private static final String RUN = "run 1";
    private static final long LARGE_STRIPES = 64L << 20;

    private final Configuration configuration = new Configuration(false);

    @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
    void holdsWhatRowsHold(@ForAll long seed, @ForAll @IntRange(max = 3) int dropped) throws IOException {
        Random random = new Random(seed);
        RandomRows values = new RandomRows(random);
        List<ColumnType> types = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> values.type())
                .toList();
        List<Row> rows = values.rows(types, 1 + random.nextInt(6_000));

        Written written = write(
                types,
                rows,
                1 + random.nextInt(4_000),
                position -> new Random(seed + position).nextInt(4) < dropped,
                LARGE_STRIPES);

        written.assertSame();
    }

    @Test
    void holdsEveryType() throws IOException {
        Written written = writeEveryType();

        written.assertSame();
        assertThat(written.blockFile().read().size()).isGreaterThan(2_000);
        new Frames().assertDataFrameEquals(sparkReads(written.rowFile()), sparkReads(written.blockFile()));
    }

    @Test
    void countsDaysAsSparkReadsThemWhateverTheSessionSays() throws IOException {
        List<String> expected = writeEveryType().blockFile().read();
        String setting = OrcConf.PROLEPTIC_GREGORIAN.getAttribute();

        configuration.setBoolean(setting, true);
        Written written = writeEveryType();
        configuration.unset(setting);

        assertThat(written.blockFile().read()).isEqualTo(expected);
        assertThat(written.rowFile().read()).isEqualTo(expected);
    }

    private Written writeEveryType() throws IOException {
        List<ColumnType> types =
                Arrays.stream(EveryType.columns()).map(Column::type).toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.addAll(EveryType.rows());
        }
        return write(types, rows, 700, position -> position % 31 == 0, LARGE_STRIPES);
    }

    private static Dataset<Row> sparkReads(OrcContent file) {
        return TestSpark.session().read().orc(file.path().toString()).orderBy("ingest_position");
    }

    @Test
    void growsWithLongValuesAndGoesOnWithShortOnes() throws IOException {
        ColumnType number = new ColumnType.Decimal(20, 2);
        ColumnType item = new ColumnType.Struct(
                List.of(column("n", number), column("tags", new ColumnType.ArrayOf(new ColumnType.Text(), true))));
        List<ColumnType> types = List.of(new ColumnType.ArrayOf(item, true), new ColumnType.Text());
        Row full = RowFactory.create(new BigDecimal("12.30"), seq(Collections.nCopies(3, "a tag")));
        Row hollow = RowFactory.create(null, seq(Arrays.asList(null, "b")));
        List<Row> rows = new ArrayList<>();
        for (int length : new int[] {0, 3, 70_000, 1, 0, 5_000, 2}) {
            for (int i = 0; i < 150; i++) {
                boolean longOne = i == 75;
                List<Object> items = new ArrayList<>(Collections.nCopies(longOne ? length : i % 3, full));
                items.replaceAll(one -> items.size() % 2 == 0 ? one : hollow);
                items.add(null);
                rows.add(RowFactory.create(
                        i % 7 == 0 ? null : seq(items), "long ".repeat(longOne ? length * 30 : i % 3)));
            }
        }

        write(types, rows, 400, position -> false, LARGE_STRIPES).assertSame();
    }

    @Test
    void writesSeveralStripesAndTellsItsSize() throws IOException {
        List<ColumnType> types = List.of(new ColumnType.Int64(), new ColumnType.Text(), new ColumnType.Text());
        List<Row> rows = new ArrayList<>();
        for (long id = 0; id < 150_000; id++) {
            String text = "text " + Long.toString(id * 0x9E3779B97F4A7C15L, 36);
            rows.add(RowFactory.create(id, id % 7 == 0 ? null : "kind " + id % 5, text.repeat(1 + (int) id % 4)));
        }

        Written written = write(types, rows, 2_500, position -> position % 31 == 0, 1L << 20);

        assertThat(written.blockFile().read()).isEqualTo(written.rowFile().read());
        assertThat(written.blockFile().stripes()).isGreaterThan(2);
        assertThat(written.sizeTold())
                .isBetween(
                        written.blockFile().bytes() * 9 / 10,
                        written.blockFile().bytes() * 2);
        assertThat(written.blockFile().bytes()).isLessThan(written.rowFile().bytes() * 21 / 20);
    }

    @Test
    void indexesRowGroupsAsBefore() throws IOException {
        List<ColumnType> types = List.of(
                new ColumnType.Text(),
                new ColumnType.Timestamp(false),
                new ColumnType.Decimal(20, 3),
                new ColumnType.ArrayOf(new ColumnType.Int64(), true));
        Random random = new Random(7);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 25_000; i++) {
            rows.add(RowFactory.create(
                    RandomRows.value(random, types.get(0)),
                    i % 3 == 0 ? null : RandomRows.value(random, types.get(1)),
                    RandomRows.value(random, types.get(2)),
                    seq(Collections.nCopies(i % 4, (long) i))));
        }

        Written written = write(types, rows, 3_000, position -> position % 5 == 0, LARGE_STRIPES);

        written.assertSame();
        assertThat(written.blockFile().rowGroups()).isEqualTo(written.rowFile().rowGroups());
        assertThat(written.blockFile().blooms()).isEqualTo(written.rowFile().blooms());
        assertThat(written.blockFile().blooms().get(1).getBloomFilterCount())
                .as("of the key, which is the first column")
                .isEqualTo(2);
    }

    @Test
    void triesNoDictionaryWhereASampleHasNoRepetitions() throws IOException {
        ColumnType text = new ColumnType.Text();
        ColumnType texts = new ColumnType.ArrayOf(text, true);
        ColumnType struct = new ColumnType.Struct(List.of(column("rare", text), column("often", text)));
        List<ColumnType> types = List.of(struct, texts, new ColumnType.MapOf(text, true), text);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            String rare = "text " + i % 1_000;
            String often = "text " + i % 10;
            rows.add(RowFactory.create(
                    RowFactory.create(rare, often),
                    seq(List.of(rare)),
                    CollectionConverters.asScala(Map.of(often, rare)),
                    i % 10 == 0 ? rare : null));
        }

        Written written = write(types, rows, 2_000, position -> false, LARGE_STRIPES);

        Kind direct = Kind.DIRECT_V2;
        Kind dictionary = Kind.DICTIONARY_V2;
        assertThat(written.blockFile().textEncodings())
                .as("of the struct, the list, the map with its keys, and the text of which too few are known")
                .startsWith(direct, dictionary, direct, dictionary, dictionary, dictionary);
        assertThat(written.rowFile().textEncodings()).containsOnly(dictionary);
        assertThat(written.blockFile().read()).isEqualTo(written.rowFile().read());
    }

    private static Seq<?> seq(List<?> elements) {
        return CollectionConverters.asScala(elements).toSeq();
    }

    /** Both files of the same rows. */
    private record Written(OrcContent blockFile, OrcContent rowFile, long sizeTold) {
        void assertSame() throws IOException {
            assertThat(blockFile.read()).isEqualTo(rowFile.read());
            assertThat(blockFile.statistics()).isEqualTo(rowFile.statistics());
            assertThat(blockFile.footer()).isEqualTo(rowFile.footer());
        }
    }

    private Written write(List<ColumnType> types, List<Row> rows, int blockRows, LongPredicate dropped, long stripes)
            throws IOException {
        StructType columns = columns(types);
        OrcKind kind = new OrcKind(columns, List.of("c0"), stripes);
        kind.configure(configuration);
        OrcContent blockFile = file("blocks");
        OrcContent rowFile = file("rows");
        long size = writeBlocks(kind, types, rows, blockRows, dropped, blockFile.path());
        writeRows(kind, columns, rows, blockRows, dropped, rowFile.path());
        return new Written(blockFile, rowFile, size);
    }

    /** A file that is not there yet. */
    private OrcContent file(String name) throws IOException {
        Path file = Path.of("target", "orc-block-files", name + ".orc");
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        path.getFileSystem(configuration).delete(path, false);
        return new OrcContent(path, configuration);
    }

    private static StructType columns(List<ColumnType> types) {
        String content = IntStream.range(0, types.size())
                .mapToObj(i -> "c" + i + " " + types.get(i).sql() + ", ")
                .collect(Collectors.joining());
        return StructType.fromDDL(content + "ingest_file STRING, ingest_position BIGINT, ingest_run STRING");
    }

    private long writeBlocks(
            OrcKind kind,
            List<ColumnType> types,
            List<Row> rows,
            int blockRows,
            LongPredicate dropped,
            org.apache.hadoop.fs.Path path)
            throws IOException {
        BlockRows blocks = new BlockRows(types);
        BlockFile file = null;
        try (BlockFiles files = kind.blockFiles(blocks.shape(), RUN, configuration)) {
            for (int start = 0; start < rows.size(); start += blockRows) {
                for (int row = start; row < Math.min(start + blockRows, rows.size()); row++) {
                    blocks.add(rows.get(row), row);
                }
                byte[] bytes = blocks.block();
                if (file == null) {
                    file = files.create(path, new BlockCursor(blocks.shape(), bytes));
                }
                BlockCursor block = new BlockCursor(blocks.shape(), bytes);
                file.write(block, new KeptRows(block, dropped), landedFile(start / blockRows));
            }
            long size = file.size();
            file.close();
            return size;
        }
    }

    private static String landedFile(int block) {
        return "landed/" + block / 3;
    }

    private void writeRows(
            OrcKind kind,
            StructType columns,
            List<Row> rows,
            int blockRows,
            LongPredicate dropped,
            org.apache.hadoop.fs.Path path)
            throws IOException {
        Function1<Object, Object> converter = CatalystTypeConverters.createToCatalystConverter(columns);
        ColumnarFile file = kind.create(path, configuration);
        for (int row = 0; row < rows.size(); row++) {
            if (!dropped.test(row)) {
                List<Object> cells = new ArrayList<>();
                for (int i = 0; i < rows.get(row).length(); i++) {
                    cells.add(rows.get(row).get(i));
                }
                cells.addAll(List.of(landedFile(row / blockRows), (long) row, RUN));
                file.write((InternalRow) converter.apply(RowFactory.create(cells.toArray())));
            }
        }
        file.close();
    }

    /** Looks into a file. */
    private record OrcContent(org.apache.hadoop.fs.Path path, Configuration configuration) {
        private Reader open() throws IOException {
            return OrcFile.createReader(path, OrcFile.readerOptions(configuration));
        }

        long bytes() throws IOException {
            return Files.size(Path.of(path.toUri()));
        }

        int stripes() throws IOException {
            try (Reader reader = open()) {
                return reader.getStripes().size();
            }
        }

        List<String> read() throws IOException {
            List<String> values = new ArrayList<>();
            try (Reader reader = open();
                    RecordReader rows = reader.rows()) {
                List<TypeDescription> columns = reader.getSchema().getChildren();
                VectorizedRowBatch batch = reader.getSchema().createRowBatch();
                while (rows.nextBatch(batch)) {
                    for (int row = 0; row < batch.size; row++) {
                        StringBuilder text = new StringBuilder();
                        for (int i = 0; i < columns.size(); i++) {
                            text.append(OrcMapredRecordReader.nextValue(batch.cols[i], row, columns.get(i), null))
                                    .append('|');
                        }
                        values.add(text.toString());
                    }
                }
            }
            return values;
        }

        /**
         * Of each column, but for its bytes, which depend on the encoding, and for the lengths of lists: in place of those
         * orc-core notes how many rows its vectors have room for, once a batch.
         */
        List<String> statistics() throws IOException {
            try (Reader reader = open()) {
                return Arrays.stream(reader.getStatistics())
                        .map(ColumnStatistics::toString)
                        .map(text -> text.replaceAll(" (bytesOnDisk|\\w+Children): \\d+", ""))
                        .toList();
            }
        }

        String footer() throws IOException {
            try (Reader reader = open()) {
                return "%s %s %s %d %s %s"
                        .formatted(
                                reader.getSchema().toJson(),
                                reader.getCompressionKind(),
                                reader.getMetadataKeys(),
                                reader.getRowIndexStride(),
                                reader.getWriterVersion(),
                                reader.writerUsedProlepticGregorian());
            }
        }

        /** Statistics of all row groups of the first stripe, by column, but for lengths of lists. */
        List<List<OrcProto.ColumnStatistics>> rowGroups() throws IOException {
            return Arrays.stream(index().getRowGroupIndex())
                    .map(column -> column.getEntryList().stream()
                            .map(entry -> entry.getStatistics().toBuilder()
                                    .clearCollectionStatistics()
                                    .build())
                            .toList())
                    .toList();
        }

        /** Bloom filters of the first stripe, by column; null where there are none. */
        List<OrcProto.BloomFilterIndex> blooms() throws IOException {
            return Arrays.asList(index().getBloomFilterIndex());
        }

        /** How the texts of the first stripe are encoded. */
        List<Kind> textEncodings() throws IOException {
            try (Reader reader = open();
                    RecordReaderImpl rows = (RecordReaderImpl) reader.rows()) {
                List<OrcProto.ColumnEncoding> encodings =
                        rows.readStripeFooter(reader.getStripes().get(0)).getColumnsList();
                return IntStream.range(0, encodings.size())
                        .filter(i -> reader.getSchema().findSubtype(i).getCategory() == Category.STRING)
                        .mapToObj(i -> encodings.get(i).getKind())
                        .toList();
            }
        }

        private OrcIndex index() throws IOException {
            try (Reader reader = open();
                    RecordReaderImpl rows = (RecordReaderImpl) reader.rows()) {
                boolean[] all = new boolean[reader.getSchema().getMaximumId() + 1];
                Arrays.fill(all, true);
                return rows.readRowIndex(0, all, all);
            }
        }
    }
}
