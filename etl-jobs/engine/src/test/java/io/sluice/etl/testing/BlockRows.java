package io.sluice.etl.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.etl.block.BlockBuilder;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.BlockShape.Node;
import io.sluice.etl.block.LeafBuilder;
import io.sluice.etl.model.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Puts rows as Spark's users see them into blocks, from the definition of levels and not by the code under test. */
public final class BlockRows {
    private final List<ColumnType> types;
    private final BlockShape shape;
    private final BlockBuilder builder;

    public BlockRows(List<ColumnType> types) {
        this.types = types;
        this.shape = new BlockShape(types);
        this.builder = new BlockBuilder(shape);
    }

    public BlockShape shape() {
        return shape;
    }

    /** Adds a row; columns after those of the blocks are left alone. */
    public void add(Row row, long position) {
        for (int i = 0; i < types.size(); i++) {
            append(shape.columns().get(i), types.get(i), row.get(i), 0, 0);
        }
        builder.endRow(position, 1);
    }

    /** The block of the rows that were added since the last one. */
    public byte[] block() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        builder.writeTo(block, true);
        return block.toByteArray();
    }

    /** @param definition level to which the place is defined when it is null */
    private void append(Node node, ColumnType type, Object value, int repetition, int definition) {
        if (value == null) {
            nulls(node, repetition, definition);
        } else if (type instanceof ColumnType.Struct struct) {
            for (int i = 0; i < struct.fields().size(); i++) {
                ColumnType field = struct.fields().get(i).type();
                append(node.children().get(i), field, ((Row) value).get(i), repetition, definition + 1);
            }
        } else if (type instanceof ColumnType.ArrayOf array) {
            elements(node.children().get(0), array.element(), list(value), repetition, node);
        } else if (type instanceof ColumnType.MapOf map) {
            Map<?, ?> entries = CollectionConverters.asJava((scala.collection.Map<?, ?>) value);
            elements(node.children().get(0), new ColumnType.Text(), entries.keySet(), repetition, node);
            elements(node.children().get(1), map.value(), entries.values(), repetition, node);
        } else {
            LeafBuilder leaf = builder.leaf(node.firstLeaf());
            leaf.level(repetition, definition + 1);
            put(leaf, type, value);
        }
    }

    private static Iterable<?> list(Object value) {
        return CollectionConverters.asJava((scala.collection.Iterable<?>) value);
    }

    private void elements(Node element, ColumnType type, Iterable<?> values, int repetition, Node list) {
        int next = repetition;
        for (Object value : values) {
            append(element, type, value, next, element.definition() - 1);
            next = list.repetition();
        }
        if (!values.iterator().hasNext()) {
            nulls(element, repetition, list.definition());
        }
    }

    private void nulls(Node node, int repetition, int definition) {
        for (int leaf = node.firstLeaf(); leaf < node.endLeaf(); leaf++) {
            builder.leaf(leaf).level(repetition, definition);
        }
    }

    private static void put(LeafBuilder leaf, ColumnType type, Object value) {
        if (value instanceof Boolean bool) {
            leaf.putBoolean(bool);
        } else if (value instanceof Integer number) {
            leaf.putInt(number);
        } else if (value instanceof Long number) {
            leaf.putLong(number);
        } else if (value instanceof Float number) {
            leaf.putInt(Float.floatToRawIntBits(number));
        } else if (value instanceof Double number) {
            leaf.putLong(Double.doubleToRawLongBits(number));
        } else if (value instanceof LocalDate date) {
            leaf.putInt((int) date.toEpochDay());
        } else if (value instanceof Instant instant) {
            leaf.putLong(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
        } else if (value instanceof BigDecimal decimal) {
            int scale = ((ColumnType.Decimal) type).scale();
            bytes(leaf, decimal.setScale(scale).unscaledValue().toByteArray());
        } else {
            bytes(leaf, value instanceof String text ? text.getBytes(UTF_8) : (byte[]) value);
        }
    }

    private static void bytes(LeafBuilder leaf, byte[] bytes) {
        leaf.putBytes(bytes, 0, bytes.length);
    }
}
