package io.sluice.etl.source;

import io.sluice.etl.structure.Cells;
import io.sluice.etl.structure.MapCells;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** Cells over an object array, growing for arrays, in the types that Spark's rows hold. */
final class ObjectCells implements Cells {
    private static final int FIRST_ELEMENTS = 8;

    private final boolean struct;
    private Object[] values;
    private int size;

    private ObjectCells(boolean struct, int capacity, int size) {
        this.struct = struct;
        this.values = new Object[capacity];
        this.size = size;
    }

    static ObjectCells ofStruct(int fields) {
        return new ObjectCells(true, fields, fields);
    }

    private static ObjectCells ofArray() {
        return new ObjectCells(false, FIRST_ELEMENTS, 0);
    }

    /** The value at a path of ordinals through structs; null as soon as one on the way is. */
    Object at(int[] path) {
        Object value = this;
        for (int ordinal : path) {
            if (value == null) {
                return null;
            }
            value = ((ObjectCells) value).values[ordinal];
        }
        return value;
    }

    /** The value of a field as Spark's rows hold it. */
    Object catalystValue(int ordinal) {
        return catalyst(values[ordinal]);
    }

    private static Object catalyst(Object value) {
        if (value instanceof ObjectCells cells) {
            return cells.struct ? cells.row() : cells.arrayData();
        }
        return value instanceof ObjectMapCells map ? map.data() : value;
    }

    private InternalRow row() {
        return new GenericInternalRow(converted());
    }

    private GenericArrayData arrayData() {
        return new GenericArrayData(converted());
    }

    private Object[] converted() {
        Object[] converted = new Object[size];
        for (int i = 0; i < size; i++) {
            converted[i] = catalyst(values[i]);
        }
        return converted;
    }

    private void put(int ordinal, Object value) {
        if (ordinal >= size) {
            if (ordinal >= values.length) {
                values = Arrays.copyOf(values, Math.max(ordinal + 1, values.length * 2));
            }
            size = ordinal + 1;
        }
        values[ordinal] = value;
    }

    @Override
    public void setNull(int ordinal) {
        put(ordinal, null);
    }

    @Override
    public void setBoolean(int ordinal, boolean value) {
        put(ordinal, value);
    }

    @Override
    public void setInt(int ordinal, int value) {
        put(ordinal, value);
    }

    @Override
    public void setLong(int ordinal, long value) {
        put(ordinal, value);
    }

    @Override
    public void setFloat(int ordinal, float value) {
        put(ordinal, value);
    }

    @Override
    public void setDouble(int ordinal, double value) {
        put(ordinal, value);
    }

    @Override
    public void setDecimal(int ordinal, BigDecimal value) {
        put(ordinal, Decimal.apply(value));
    }

    @Override
    public void setText(int ordinal, byte[] utf8, int offset, int length) {
        put(ordinal, UTF8String.fromBytes(Arrays.copyOfRange(utf8, offset, offset + length)));
    }

    @Override
    public void setBinary(int ordinal, byte[] value) {
        put(ordinal, value);
    }

    @Override
    public Cells struct(int ordinal, int fields) {
        ObjectCells cells = ofStruct(fields);
        put(ordinal, cells);
        return cells;
    }

    @Override
    public Cells array(int ordinal) {
        ObjectCells cells = ofArray();
        put(ordinal, cells);
        return cells;
    }

    @Override
    public MapCells map(int ordinal) {
        ObjectMapCells cells = new ObjectMapCells(ofArray(), ofArray());
        put(ordinal, cells);
        return cells;
    }

    /** A map as two arrays of one length. */
    private record ObjectMapCells(ObjectCells keys, ObjectCells values) implements MapCells {
        ArrayBasedMapData data() {
            return new ArrayBasedMapData(keys.arrayData(), values.arrayData());
        }
    }
}
