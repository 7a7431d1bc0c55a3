package io.sluice.etl.block;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a block: a tree of values, at whose ends are the leaves that hold them.
 *
 * <p>Every value may be null, but for keys of maps, whatever the schema says: that is how Spark, whose tables these
 * become, sees columns.
 */
public final class BlockShape {
    private final List<Node> columns = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();

    /** What a leaf holds. */
    public enum LeafType {
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        /** The unscaled value as bytes in two's complement, the highest first. */
        DECIMAL,
        TEXT,
        BINARY
    }

    /**
     * A column without others in it.
     *
     * @param definition the level of a value that is there
     * @param repetition how many lists and maps it lies in
     */
    public record Leaf(LeafType type, int definition, int repetition) {}

    /** What a place holds. */
    public enum Kind {
        SCALAR,
        STRUCT,
        LIST,
        MAP
    }

    /**
     * A place in the tree.
     *
     * @param definition the level of a value that is there, be it an empty list
     * @param repetition of the values in a list or map; else that of the place
     * @param firstLeaf number of the first leaf below
     * @param endLeaf number after the last leaf below
     * @param children of a struct its fields, of a list its elements, of a map its keys and values
     */
    public record Node(Kind kind, int definition, int repetition, int firstLeaf, int endLeaf, List<Node> children) {}

    /** The shape of some columns. */
    public BlockShape(List<ColumnType> types) {
        for (ColumnType type : types) {
            columns.add(node(type, 1, 0));
        }
    }

    public List<Node> columns() {
        return columns;
    }

    /** All leaves in the order of columns, as columnar files have them. */
    public List<Leaf> leaves() {
        return leaves;
    }

    private Node node(ColumnType type, int definition, int repetition) {
        int first = leaves.size();
        List<Node> children = new ArrayList<>();
        if (type instanceof ColumnType.Struct struct) {
            for (Column field : struct.fields()) {
                children.add(node(field.type(), definition + 1, repetition));
            }
            return new Node(Kind.STRUCT, definition, repetition, first, leaves.size(), children);
        }
        if (type instanceof ColumnType.ArrayOf array) {
            children.add(node(array.element(), definition + 2, repetition + 1));
            return new Node(Kind.LIST, definition, repetition + 1, first, leaves.size(), children);
        }
        if (type instanceof ColumnType.MapOf map) {
            children.add(node(new ColumnType.Text(), definition + 1, repetition + 1));
            children.add(node(map.value(), definition + 2, repetition + 1));
            return new Node(Kind.MAP, definition, repetition + 1, first, leaves.size(), children);
        }
        leaves.add(new Leaf(leafType(type), definition, repetition));
        return new Node(Kind.SCALAR, definition, repetition, first, leaves.size(), children);
    }

    private static LeafType leafType(ColumnType type) {
        if (type instanceof ColumnType.Text || type instanceof ColumnType.Enumeration) {
            return LeafType.TEXT;
        }
        if (type instanceof ColumnType.Int32 || type instanceof ColumnType.CalendarDate) {
            return LeafType.INT;
        }
        if (type instanceof ColumnType.Int64 || type instanceof ColumnType.Timestamp) {
            return LeafType.LONG;
        }
        if (type instanceof ColumnType.Float32) {
            return LeafType.FLOAT;
        }
        if (type instanceof ColumnType.Float64) {
            return LeafType.DOUBLE;
        }
        if (type instanceof ColumnType.Bool) {
            return LeafType.BOOLEAN;
        }
        if (type instanceof ColumnType.Decimal) {
            return LeafType.DECIMAL;
        }
        if (type instanceof ColumnType.Binary) {
            return LeafType.BINARY;
        }
        throw new IllegalArgumentException("no leaf for type " + type);
    }
}
