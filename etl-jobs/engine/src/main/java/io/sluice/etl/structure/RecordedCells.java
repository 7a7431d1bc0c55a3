package io.sluice.etl.structure;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Remembers values, to write them again and again; this is how the default of an absent field is kept. */
final class RecordedCells implements Cells {
    private final Map<Integer, Value> values = new TreeMap<>();

    /** A value that is written on demand. */
    interface Value {
        void writeTo(Cells cells, int ordinal);
    }

    /** The value last set at an ordinal. */
    Value at(int ordinal) {
        return values.get(ordinal);
    }

    private void writeAll(Cells target) {
        values.forEach((ordinal, value) -> value.writeTo(target, ordinal));
    }

    @Override
    public void setNull(int ordinal) {
        values.put(ordinal, Cells::setNull);
    }

    @Override
    public void setBoolean(int ordinal, boolean value) {
        values.put(ordinal, (cells, target) -> cells.setBoolean(target, value));
    }

    @Override
    public void setInt(int ordinal, int value) {
        values.put(ordinal, (cells, target) -> cells.setInt(target, value));
    }

    @Override
    public void setLong(int ordinal, long value) {
        values.put(ordinal, (cells, target) -> cells.setLong(target, value));
    }

    @Override
    public void setFloat(int ordinal, float value) {
        values.put(ordinal, (cells, target) -> cells.setFloat(target, value));
    }

    @Override
    public void setDouble(int ordinal, double value) {
        values.put(ordinal, (cells, target) -> cells.setDouble(target, value));
    }

    @Override
    public void setDecimal(int ordinal, BigDecimal value) {
        values.put(ordinal, (cells, target) -> cells.setDecimal(target, value));
    }

    @Override
    public void setText(int ordinal, byte[] utf8, int offset, int length) {
        byte[] copy = Arrays.copyOfRange(utf8, offset, offset + length);
        values.put(ordinal, (cells, target) -> cells.setText(target, copy, 0, copy.length));
    }

    @Override
    public void setBinary(int ordinal, byte[] value) {
        values.put(ordinal, (cells, target) -> cells.setBinary(target, value.clone()));
    }

    @Override
    public Cells struct(int ordinal, int fields) {
        RecordedCells struct = new RecordedCells();
        values.put(ordinal, (cells, target) -> struct.writeAll(cells.struct(target, fields)));
        return struct;
    }

    @Override
    public Cells array(int ordinal) {
        RecordedCells array = new RecordedCells();
        values.put(ordinal, (cells, target) -> array.writeAll(cells.array(target)));
        return array;
    }

    @Override
    public MapCells map(int ordinal) {
        RecordedMap map = new RecordedMap(new RecordedCells(), new RecordedCells());
        values.put(ordinal, (cells, target) -> map.writeTo(cells.map(target)));
        return map;
    }

    /** Keys and values of a remembered map. */
    private record RecordedMap(RecordedCells keys, RecordedCells values) implements MapCells {
        private void writeTo(MapCells target) {
            keys.writeAll(target.keys());
            values.writeAll(target.values());
        }
    }
}
