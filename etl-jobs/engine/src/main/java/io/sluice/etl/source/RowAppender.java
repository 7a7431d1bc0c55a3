package io.sluice.etl.source;

import io.sluice.etl.block.BlockBuilder;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.BlockShape.Node;
import io.sluice.etl.block.LeafBuilder;
import java.util.List;

/** Takes a record's cells apart into the leaves of a block. */
final class RowAppender {
    private final Node[] columns;
    private final BlockShape.LeafType[] types;

    RowAppender(BlockShape shape) {
        this.columns = shape.columns().toArray(Node[]::new);
        this.types = shape.leaves().stream().map(BlockShape.Leaf::type).toArray(BlockShape.LeafType[]::new);
    }

    void append(ObjectCells cells, BlockBuilder block) {
        for (int i = 0; i < columns.length; i++) {
            append(columns[i], cells, i, 0, 0, block);
        }
    }

    /**
     * Appends what one cell holds.
     *
     * @param repetition level of its first entry
     * @param definition level to which it is defined when it is null
     */
    private void append(Node node, ObjectCells cells, int ordinal, int repetition, int definition, BlockBuilder block) {
        if (cells.isNull(ordinal)) {
            nulls(node, repetition, definition, block);
            return;
        }
        switch (node.kind()) {
            case SCALAR -> {
                LeafBuilder leaf = block.leaf(node.firstLeaf());
                leaf.level(repetition, node.definition());
                put(types[node.firstLeaf()], cells, ordinal, leaf);
            }
            case STRUCT -> {
                ObjectCells fields = cells.cells(ordinal);
                List<Node> children = node.children();
                for (int i = 0; i < children.size(); i++) {
                    append(children.get(i), fields, i, repetition, node.definition(), block);
                }
            }
            case LIST -> elements(node, node.children().get(0), cells.cells(ordinal), repetition, block);
            case MAP -> {
                elements(node, node.children().get(0), cells.mapCells(ordinal).keys(), repetition, block);
                elements(node, node.children().get(1), cells.mapCells(ordinal).values(), repetition, block);
            }
        }
    }

    private void elements(Node list, Node element, ObjectCells cells, int repetition, BlockBuilder block) {
        if (cells.size() == 0) {
            nulls(element, repetition, list.definition(), block);
            return;
        }
        for (int i = 0; i < cells.size(); i++) {
            append(element, cells, i, i == 0 ? repetition : list.repetition(), list.definition() + 1, block);
        }
    }

    private static void nulls(Node node, int repetition, int definition, BlockBuilder block) {
        for (int leaf = node.firstLeaf(); leaf < node.endLeaf(); leaf++) {
            block.leaf(leaf).level(repetition, definition);
        }
    }

    private static void put(BlockShape.LeafType type, ObjectCells cells, int ordinal, LeafBuilder leaf) {
        switch (type) {
            case BOOLEAN -> leaf.putBoolean(cells.bits(ordinal) != 0);
            case INT, FLOAT -> leaf.putInt((int) cells.bits(ordinal));
            case LONG, DOUBLE -> leaf.putLong(cells.bits(ordinal));
            case TEXT -> leaf.putBytes(cells.textBytes(), (int) cells.bits(ordinal), cells.textLength(ordinal));
            case BINARY -> {
                byte[] value = cells.binary(ordinal);
                leaf.putBytes(value, 0, value.length);
            }
            case DECIMAL -> {
                byte[] unscaled = cells.decimal(ordinal).unscaledValue().toByteArray();
                leaf.putBytes(unscaled, 0, unscaled.length);
            }
        }
    }
}
