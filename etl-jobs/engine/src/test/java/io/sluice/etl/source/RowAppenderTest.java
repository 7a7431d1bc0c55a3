package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.block.BlockBuilder;
import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.BlockShape.Kind;
import io.sluice.etl.block.BlockShape.Node;
import io.sluice.etl.block.LeafCursor;
import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.structure.Cells;
import io.sluice.etl.structure.MapCells;
import io.sluice.etl.testing.Jobs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Holds the entries of random rows against those that a plain reading of Dremel's rules gives. */
final class RowAppenderTest {
    private static final int ROWS = 60;

    /** One entry of a leaf; a value that is not there is null. */
    private record Entry(int repetition, int definition, Long value) {}

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyLeafHasTheEntriesOfEveryRow(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<ColumnType> types = new ArrayList<>();
        IntStream.range(0, 1 + random.nextInt(3)).forEach(i -> types.add(type(random, 3)));
        BlockShape shape = new BlockShape(types);
        List<List<Entry>> expected = new ArrayList<>();
        shape.leaves().forEach(leaf -> expected.add(new ArrayList<>()));
        BlockBuilder block = new BlockBuilder(shape);
        RowAppender appender = new RowAppender(shape, block);
        ObjectCells cells = ObjectCells.ofStruct(types.size());
        int nulls = random.nextInt(11);

        for (int row = 0; row < ROWS; row++) {
            cells.clear();
            for (int i = 0; i < types.size(); i++) {
                Object value = value(random, types.get(i), nulls);
                fill(types.get(i), value, cells, i);
                shred(shape.columns().get(i), value, 0, 0, expected);
            }
            appender.append(cells);
            block.endRow(row, 1);
        }
        appender.complete();

        assertThat(entries(shape, block)).isEqualTo(expected);
    }

    private static ColumnType type(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1, 2 -> {
                List<Column> fields = new ArrayList<>();
                IntStream.range(0, 1 + random.nextInt(3))
                        .forEach(i -> fields.add(Jobs.column("f" + i, type(random, depth - 1))));
                yield new ColumnType.Struct(fields);
            }
            case 3 -> new ColumnType.ArrayOf(type(random, depth - 1), true);
            case 4 -> new ColumnType.MapOf(type(random, depth - 1), true);
            default -> new ColumnType.Int64();
        };
    }

    /** A number, or a list of the values of fields, elements, or entries. */
    private static Object value(Random random, ColumnType type, int nulls) {
        if (random.nextInt(10) < nulls) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        if (type instanceof ColumnType.Struct struct) {
            struct.fields().forEach(field -> values.add(value(random, field.type(), nulls)));
        } else if (type instanceof ColumnType.ArrayOf array) {
            IntStream.range(0, random.nextInt(3)).forEach(i -> values.add(value(random, array.element(), nulls)));
        } else if (type instanceof ColumnType.MapOf map) {
            IntStream.range(0, random.nextInt(3)).forEach(i -> values.add(value(random, map.value(), nulls)));
        } else {
            return random.nextLong();
        }
        return values;
    }

    private static void fill(ColumnType type, Object value, Cells cells, int ordinal) {
        if (value == null) {
            cells.setNull(ordinal);
        } else if (value instanceof Long number) {
            cells.setLong(ordinal, number);
        } else if (type instanceof ColumnType.Struct struct) {
            Cells fields = cells.struct(ordinal, struct.fields().size());
            for (int i = 0; i < struct.fields().size(); i++) {
                fill(struct.fields().get(i).type(), ((List<?>) value).get(i), fields, i);
            }
        } else if (type instanceof ColumnType.ArrayOf array) {
            Cells elements = cells.array(ordinal);
            for (int i = 0; i < ((List<?>) value).size(); i++) {
                fill(array.element(), ((List<?>) value).get(i), elements, i);
            }
        } else if (type instanceof ColumnType.MapOf map) {
            MapCells entries = cells.map(ordinal);
            for (int i = 0; i < ((List<?>) value).size(); i++) {
                byte[] key = key(i).getBytes(StandardCharsets.UTF_8);
                entries.keys().setText(i, key, 0, key.length);
                fill(map.value(), ((List<?>) value).get(i), entries.values(), i);
            }
        }
    }

    private static String key(int index) {
        return "k" + index;
    }

    private static void shred(Node node, Object value, int repetition, int definition, List<List<Entry>> leaves) {
        List<?> parts = value instanceof List<?> list ? list : List.of();
        boolean empty = value != null && node.kind() != Kind.SCALAR && parts.isEmpty();
        if (value == null || empty) {
            for (int leaf = node.firstLeaf(); leaf < node.endLeaf(); leaf++) {
                leaves.get(leaf).add(new Entry(repetition, empty ? node.definition() : definition, null));
            }
        } else if (node.kind() == Kind.SCALAR) {
            leaves.get(node.firstLeaf()).add(new Entry(repetition, node.definition(), (Long) value));
        } else if (node.kind() == Kind.STRUCT) {
            for (int i = 0; i < parts.size(); i++) {
                shred(node.children().get(i), parts.get(i), repetition, node.definition(), leaves);
            }
        } else {
            for (int i = 0; i < parts.size(); i++) {
                int at = i == 0 ? repetition : node.repetition();
                if (node.kind() == Kind.MAP) {
                    Node key = node.children().get(0);
                    leaves.get(key.firstLeaf()).add(new Entry(at, key.definition(), (long) key(i).hashCode()));
                }
                Node element = node.children().get(node.children().size() - 1);
                shred(element, parts.get(i), at, node.definition() + 1, leaves);
            }
        }
    }

    private static List<List<Entry>> entries(BlockShape shape, BlockBuilder block) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        block.writeTo(out, false);
        BlockCursor cursor = new BlockCursor(shape, out.toByteArray());
        List<List<Entry>> entries = new ArrayList<>();
        for (int i = 0; i < shape.leaves().size(); i++) {
            List<Entry> ofLeaf = new ArrayList<>();
            LeafCursor leaf = cursor.leaf(i);
            while (leaf.nextBefore(ROWS)) {
                ofLeaf.add(new Entry(leaf.repetition(), leaf.definition(), leaf.present() ? read(leaf) : null));
            }
            entries.add(ofLeaf);
        }
        return entries;
    }

    /** A number, or in its place the hash of a map's key. */
    private static long read(LeafCursor leaf) {
        if (leaf.leaf().type() == BlockShape.LeafType.LONG) {
            return leaf.readLong();
        }
        int offset = leaf.readBytes();
        return new String(leaf.bytes(), offset, leaf.length(), StandardCharsets.UTF_8).hashCode();
    }
}
