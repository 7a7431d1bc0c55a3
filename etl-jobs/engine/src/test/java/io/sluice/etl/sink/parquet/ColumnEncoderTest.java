package io.sluice.etl.sink.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.block.BlockBuilder;
import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.BlockShape.LeafType;
import io.sluice.etl.block.KeptRows;
import io.sluice.etl.block.LeafBuilder;
import io.sluice.etl.block.LeafCursor;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.testing.RandomRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;

/** What parquet-mr reads is what went into the block, and its own writer would have kept the same statistics. */
final class ColumnEncoderTest {
    private static final ColumnType DECIMAL = new ColumnType.Decimal(20, 3);
    private static final int DECIMAL_BYTES = 9;
    private static final PageBuffers BUFFERS = new PageBuffers();

    /** An entry of a leaf; the value is null where the entry has none. */
    private record Entry(int repetition, int definition, Object value) {}

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void parquetReadsWhatTheBlockHeld(
            @ForAll long seed,
            @ForAll LeafType type,
            @ForAll boolean inList,
            @ForAll boolean dictionary,
            @ForAll @IntRange(min = 1, max = 3_000) int different,
            @ForAll @IntRange(max = 3) int dropped)
            throws IOException {
        Random random = new Random(seed);
        List<List<Entry>> rows = rows(random, type, inList, different, 1 + random.nextInt(5_000));

        CapturedPages pages = new CapturedPages();
        List<Entry> kept =
                encode(rows, type, inList, dictionary, pages, row -> new Random(seed + row).nextInt(4) < dropped);

        assertThat(read(pages, column(type, inList))).isEqualTo(kept);
        assertStatistics(pages, kept, column(type, inList));
    }

    @Test
    void aDictionaryThatDoesNotPayIsGivenUpOnTheFirstPage() throws IOException {
        List<List<Entry>> rows = texts(50_000, row -> "text number " + row);
        CapturedPages pages = new CapturedPages();

        List<Entry> kept = encode(rows, LeafType.TEXT, false, true, pages, row -> false);

        assertThat(pages.dictionary()).isNull();
        assertThat(pages.pages()).extracting(DataPageV1::getValueEncoding).containsOnly(Encoding.PLAIN);
        assertThat(read(pages, column(LeafType.TEXT, false))).isEqualTo(kept);
    }

    @Test
    void aDictionaryThatHasGrownTooLargeIsUsedNoFurther() throws IOException {
        List<List<Entry>> rows =
                texts(90_000, row -> row < 25_000 ? "one of " + row % 10 : "a rather long and new text, number " + row);
        CapturedPages pages = new CapturedPages();

        List<Entry> kept = encode(rows, LeafType.TEXT, false, true, pages, row -> false);

        assertThat(pages.dictionary().getDictionarySize()).isGreaterThan(10);
        assertThat(pages.dictionary().getUncompressedSize()).isBetween(1 << 20, 3 << 19);
        assertThat(pages.pages())
                .extracting(DataPageV1::getValueEncoding)
                .containsSubsequence(ValueEncoder.BY_NUMBER, Encoding.PLAIN)
                .doesNotContainSubsequence(Encoding.PLAIN, ValueEncoder.BY_NUMBER);
        assertThat(read(pages, column(LeafType.TEXT, false))).isEqualTo(kept);
    }

    @Test
    void pagesEndByRowsAndByBytes() throws IOException {
        CapturedPages few = new CapturedPages();
        CapturedPages large = new CapturedPages();

        encode(texts(45_000, row -> "a"), LeafType.TEXT, false, true, few, row -> false);
        encode(texts(5_000, row -> row + "x".repeat(1_000)), LeafType.TEXT, false, false, large, row -> false);

        assertThat(few.pages()).extracting(DataPageV1::getValueCount).containsExactly(20_200, 20_000, 4_800);
        assertThat(large.pages())
                .allMatch(page -> page.getUncompressedSize() < 3 << 20)
                .hasSizeGreaterThan(2);
    }

    private interface Dropping {
        boolean drops(int row);
    }

    private interface Text {
        String of(int row);
    }

    private static List<List<Entry>> texts(int count, Text text) {
        List<List<Entry>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(List.of(new Entry(0, 1, Binary.fromString(text.of(row)))));
        }
        return rows;
    }

    private static List<List<Entry>> rows(Random random, LeafType type, boolean inList, int different, int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < different; i++) {
            values.add(value(random, type));
        }
        int greatest = inList ? 3 : 1;
        double nulls = random.nextInt(4) / 3.0;
        List<List<Entry>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            List<Entry> entries = new ArrayList<>();
            int length = inList ? Math.max(1, random.nextInt(4)) : 1;
            boolean none = random.nextDouble() < nulls;
            for (int i = 0; i < (none ? 1 : length); i++) {
                boolean element = none || inList && random.nextInt(5) == 0;
                int definition = none ? random.nextInt(greatest) : element ? greatest - 1 : greatest;
                Object value = definition == greatest ? values.get(random.nextInt(different)) : null;
                entries.add(new Entry(i == 0 ? 0 : 1, definition, value));
            }
            rows.add(entries);
        }
        return rows;
    }

    /** A value as parquet-mr gives it. */
    private static Object value(Random random, LeafType type) {
        Object value = RandomRows.value(random, columnType(type));
        if (value instanceof BigDecimal decimal) {
            return fixed(decimal);
        }
        if (value instanceof byte[] bytes) {
            return Binary.fromConstantByteArray(bytes);
        }
        return value instanceof String text ? Binary.fromString(text) : value;
    }

    private static Binary fixed(BigDecimal decimal) {
        byte[] unscaled = decimal.unscaledValue().toByteArray();
        byte[] fixed = new byte[DECIMAL_BYTES];
        Arrays.fill(fixed, (byte) (unscaled[0] >> 7));
        System.arraycopy(unscaled, 0, fixed, fixed.length - unscaled.length, unscaled.length);
        return Binary.fromConstantByteArray(fixed);
    }

    /** Writes rows through blocks of some hundred rows and gives the entries that must come out. */
    private static List<Entry> encode(
            List<List<Entry>> rows,
            LeafType type,
            boolean inList,
            boolean dictionary,
            CapturedPages pages,
            Dropping dropping)
            throws IOException {
        ColumnType columnType = columnType(type);
        BlockShape shape = new BlockShape(List.of(inList ? new ColumnType.ArrayOf(columnType, true) : columnType));
        ColumnEncoder encoder = new ColumnEncoder(column(type, inList), type, pages, BUFFERS, dictionary);
        List<Entry> kept = new ArrayList<>();
        BlockBuilder builder = new BlockBuilder(shape);
        for (int row = 0; row < rows.size(); row++) {
            for (Entry entry : rows.get(row)) {
                put(builder.leaf(0), type, entry);
            }
            builder.endRow(row, 1);
            if (!dropping.drops(row)) {
                kept.addAll(rows.get(row));
            }
            if (builder.rows() == 700 || row == rows.size() - 1) {
                encode(block(shape, builder), encoder, dropping);
            }
        }
        encoder.end();
        return kept;
    }

    private static BlockCursor block(BlockShape shape, BlockBuilder builder) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        builder.writeTo(block, true);
        return new BlockCursor(shape, block.toByteArray());
    }

    private static void encode(BlockCursor block, ColumnEncoder encoder, Dropping dropping) throws IOException {
        KeptRows kept = new KeptRows(block, position -> dropping.drops((int) position));
        LeafCursor leaf = block.leaf(0);
        for (int start = 0; start < block.rows(); start += 300) {
            int end = Math.min(start + 300, block.rows());
            encoder.write(leaf, end, kept);
            encoder.endRows(kept.count(start, end));
        }
    }

    private static void put(LeafBuilder leaf, LeafType type, Entry entry) {
        leaf.level(entry.repetition(), entry.definition());
        if (entry.value() == null) {
            return;
        }
        switch (type) {
            case BOOLEAN -> leaf.putBoolean((Boolean) entry.value());
            case INT -> leaf.putInt((Integer) entry.value());
            case FLOAT -> leaf.putInt(Float.floatToIntBits((Float) entry.value()));
            case LONG -> leaf.putLong((Long) entry.value());
            case DOUBLE -> leaf.putLong(Double.doubleToLongBits((Double) entry.value()));
            case DECIMAL, TEXT, BINARY -> {
                byte[] bytes = ((Binary) entry.value()).getBytes();
                // A block holds decimals without the bytes that only repeat the sign.
                int from = 0;
                while (type == LeafType.DECIMAL && from < bytes.length - 1 && bytes[from] == bytes[from + 1] >> 7) {
                    from++;
                }
                leaf.putBytes(bytes, from, bytes.length - from);
            }
        }
    }

    private static ColumnType columnType(LeafType type) {
        return switch (type) {
            case BOOLEAN -> new ColumnType.Bool();
            case INT -> new ColumnType.Int32();
            case LONG -> new ColumnType.Int64();
            case FLOAT -> new ColumnType.Float32();
            case DOUBLE -> new ColumnType.Float64();
            case DECIMAL -> DECIMAL;
            case TEXT -> new ColumnType.Text();
            case BINARY -> new ColumnType.Binary();
        };
    }

    private static ColumnDescriptor column(LeafType type, boolean inList) {
        Type leaf =
                switch (type) {
                    case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named("leaf");
                    case INT -> Types.optional(PrimitiveTypeName.INT32).named("leaf");
                    case LONG -> Types.optional(PrimitiveTypeName.INT64).named("leaf");
                    case FLOAT -> Types.optional(PrimitiveTypeName.FLOAT).named("leaf");
                    case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named("leaf");
                    case DECIMAL ->
                        Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                                .length(DECIMAL_BYTES)
                                .as(LogicalTypeAnnotation.decimalType(3, 20))
                                .named("leaf");
                    case TEXT ->
                        Types.optional(PrimitiveTypeName.BINARY)
                                .as(LogicalTypeAnnotation.stringType())
                                .named("leaf");
                    case BINARY -> Types.optional(PrimitiveTypeName.BINARY).named("leaf");
                };
        Type column = inList
                ? Types.optionalGroup()
                        .addField(Types.repeatedGroup().addField(leaf).named("bag"))
                        .named("list")
                : leaf;
        return new MessageType("root", column).getColumns().get(0);
    }

    private static List<Entry> read(CapturedPages pages, ColumnDescriptor column) {
        if (pages.pages().isEmpty()) {
            return List.of();
        }
        ColumnReaderImpl reader = new ColumnReaderImpl(
                column, pages.reader(), new PrimitiveConverter() {}, new ParsedVersion("parquet-mr", "1.15.2", null));
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < pages.reader().getTotalValueCount(); i++) {
            int definition = reader.getCurrentDefinitionLevel();
            Object value = definition == column.getMaxDefinitionLevel() ? value(reader, column) : null;
            entries.add(new Entry(reader.getCurrentRepetitionLevel(), definition, value));
            reader.consume();
        }
        return entries;
    }

    private static Object value(ColumnReaderImpl reader, ColumnDescriptor column) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> reader.getBoolean();
            case INT32 -> reader.getInteger();
            case INT64 -> reader.getLong();
            case FLOAT -> reader.getFloat();
            case DOUBLE -> reader.getDouble();
            case BINARY, FIXED_LEN_BYTE_ARRAY -> reader.getBinary().copy();
            case INT96 -> throw new IllegalStateException("never written");
        };
    }

    /** Statistics of each page are those that parquet-mr would have gathered value by value. */
    private static void assertStatistics(CapturedPages pages, List<Entry> entries, ColumnDescriptor column) {
        int next = 0;
        for (DataPageV1 page : pages.pages()) {
            Statistics<?> expected = Statistics.createStats(column.getPrimitiveType());
            for (Entry entry : entries.subList(next, next + page.getValueCount())) {
                update(expected, entry.value());
            }
            next += page.getValueCount();
            assertThat(page.getStatistics()).isEqualTo(expected);
        }
        assertThat(next).isEqualTo(entries.size());
    }

    private static void update(Statistics<?> statistics, Object value) {
        if (value == null) {
            statistics.incrementNumNulls();
        } else if (value instanceof Boolean bool) {
            statistics.updateStats(bool);
        } else if (value instanceof Integer number) {
            statistics.updateStats(number);
        } else if (value instanceof Long number) {
            statistics.updateStats(number);
        } else if (value instanceof Float number) {
            statistics.updateStats(number);
        } else if (value instanceof Double number) {
            statistics.updateStats(number);
        } else {
            statistics.updateStats((Binary) value);
        }
    }
}
