package io.sluice.etl.source;

import io.sluice.etl.block.BlockBuilder;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.BlockShape.Kind;
import io.sluice.etl.block.BlockShape.Node;
import io.sluice.etl.block.LeafBuilder;

/**
 * Takes records' cells apart into the leaves of a block.
 *
 * <p>Where a struct, a list or a map is null in row after row, the leaves below hear of it once, and not in every row.
 */
final class RowAppender {
    private final Place[] columns;

    RowAppender(BlockShape shape, BlockBuilder block) {
        columns = shape.columns().stream()
                .map(node -> new Place(node, 0, shape, block))
                .toArray(Place[]::new);
    }

    void append(ObjectCells cells) {
        for (int i = 0; i < columns.length; i++) {
            append(columns[i], cells, i, 0, 0);
        }
    }

    /** Hands on what the leaves have not heard of yet; only then is the block complete. */
    void complete() {
        for (Place column : columns) {
            column.complete();
        }
    }

    /**
     * Appends what one cell holds.
     *
     * @param repetition level of its first entry
     * @param definition level to which it is defined when it is null
     */
    private static void append(Place place, ObjectCells cells, int ordinal, int repetition, int definition) {
        if (cells.isNull(ordinal)) {
            place.putNull(repetition, definition);
        } else if (place.kind == Kind.SCALAR) {
            place.leaf.level(repetition, place.definition);
            put(place.type, cells, ordinal, place.leaf);
        } else {
            place.handOnNulls();
            Place[] children = place.children;
            if (place.kind == Kind.STRUCT) {
                ObjectCells fields = cells.cells(ordinal);
                for (int i = 0; i < children.length; i++) {
                    append(children[i], fields, i, repetition, place.definition);
                }
            } else if (place.kind == Kind.LIST) {
                elements(place, children[0], cells.cells(ordinal), repetition);
            } else {
                elements(place, children[0], cells.mapCells(ordinal).keys(), repetition);
                elements(place, children[1], cells.mapCells(ordinal).values(), repetition);
            }
        }
    }

    private static void elements(Place list, Place element, ObjectCells cells, int repetition) {
        if (cells.size() == 0) {
            element.putNull(repetition, list.definition);
            return;
        }
        for (int i = 0; i < cells.size(); i++) {
            append(element, cells, i, i == 0 ? repetition : list.repetition, list.definition + 1);
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

    /** A place in the tree of values, with the leaves of one block. */
    private static final class Place {
        final Kind kind;
        final int definition;
        final int repetition;
        final Place[] children;
        /** Of a scalar; else null. */
        final LeafBuilder leaf;

        final BlockShape.LeafType type;
        private final boolean inList;
        /** Rows in which the place is null, and of which nobody below has heard. */
        private int heldNulls;

        private int heldDefinition;

        /** @param around repetition level of what the place lies in */
        Place(Node node, int around, BlockShape shape, BlockBuilder block) {
            kind = node.kind();
            definition = node.definition();
            repetition = node.repetition();
            children = node.children().stream()
                    .map(child -> new Place(child, node.repetition(), shape, block))
                    .toArray(Place[]::new);
            leaf = kind == Kind.SCALAR ? block.leaf(node.firstLeaf()) : null;
            type = kind == Kind.SCALAR ? shape.leaves().get(node.firstLeaf()).type() : null;
            inList = around > 0;
        }

        void putNull(int atRepetition, int atDefinition) {
            if (!inList) {
                holdNulls(atDefinition, 1);
            } else if (leaf != null) {
                leaf.level(atRepetition, atDefinition);
            } else {
                handOnNulls();
                for (Place child : children) {
                    child.putNull(atRepetition, atDefinition);
                }
            }
        }

        private void holdNulls(int atDefinition, int count) {
            if (leaf != null) {
                leaf.nulls(atDefinition, count);
                return;
            }
            if (atDefinition != heldDefinition) {
                handOnNulls();
                heldDefinition = atDefinition;
            }
            heldNulls += count;
        }

        void handOnNulls() {
            if (heldNulls > 0) {
                for (Place child : children) {
                    child.holdNulls(heldDefinition, heldNulls);
                }
                heldNulls = 0;
            }
        }

        void complete() {
            handOnNulls();
            for (Place child : children) {
                child.complete();
            }
        }
    }
}
