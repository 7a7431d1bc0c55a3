package io.sluice.etl.source;

import io.sluice.etl.model.TextValues;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;

/** A record's cells and what is known beside them, in the order of the columns asked for. */
final class LandedRow extends InternalRow implements TextValues {
    private static final long serialVersionUID = 1L;

    /** Says that a column is none of the record's. */
    static final int NO_CELL = -1;

    private final transient ObjectCells cells;
    private final transient int[] cellOf;
    private final transient Object[] others;

    /** @param cellOf the cell of each column, or {@link #NO_CELL} */
    LandedRow(ObjectCells cells, int[] cellOf) {
        this.cells = cells;
        this.cellOf = cellOf;
        this.others = new Object[cellOf.length];
    }

    ObjectCells cells() {
        return cells;
    }

    /** Sets the value of a column that is none of the record's. */
    void set(int ordinal, Object value) {
        others[ordinal] = value;
    }

    @Override
    public int numFields() {
        return cellOf.length;
    }

    @Override
    public boolean isNullAt(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? others[ordinal] == null : cells.isNull(cell);
    }

    @Override
    public boolean getBoolean(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (Boolean) others[ordinal] : cells.row().getBoolean(cell);
    }

    @Override
    public byte getByte(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (Byte) others[ordinal] : cells.row().getByte(cell);
    }

    @Override
    public short getShort(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (Short) others[ordinal] : cells.row().getShort(cell);
    }

    @Override
    public int getInt(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (Integer) others[ordinal] : cells.row().getInt(cell);
    }

    @Override
    public long getLong(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (Long) others[ordinal] : cells.row().getLong(cell);
    }

    @Override
    public float getFloat(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (Float) others[ordinal] : cells.row().getFloat(cell);
    }

    @Override
    public double getDouble(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (Double) others[ordinal] : cells.row().getDouble(cell);
    }

    @Override
    public UTF8String getUTF8String(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (UTF8String) others[ordinal] : cells.row().getUTF8String(cell);
    }

    @Override
    public void giveText(int ordinal, Taker taker) {
        int cell = cellOf[ordinal];
        if (cell < 0) {
            byte[] utf8 = ((UTF8String) others[ordinal]).getBytes();
            taker.takeText(utf8, 0, utf8.length);
        } else {
            cells.giveText(cell, taker);
        }
    }

    @Override
    public byte[] getBinary(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (byte[]) others[ordinal] : cells.row().getBinary(cell);
    }

    @Override
    public ArrayData getArray(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (ArrayData) others[ordinal] : cells.row().getArray(cell);
    }

    @Override
    public MapData getMap(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (MapData) others[ordinal] : cells.row().getMap(cell);
    }

    @Override
    public CalendarInterval getInterval(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (CalendarInterval) others[ordinal] : cells.row().getInterval(cell);
    }

    @Override
    public VariantVal getVariant(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? (VariantVal) others[ordinal] : cells.row().getVariant(cell);
    }

    @Override
    public Decimal getDecimal(int ordinal, int precision, int scale) {
        return (Decimal) value(ordinal);
    }

    @Override
    public InternalRow getStruct(int ordinal, int fields) {
        return (InternalRow) value(ordinal);
    }

    @Override
    public Object get(int ordinal, DataType type) {
        return value(ordinal);
    }

    private Object value(int ordinal) {
        int cell = cellOf[ordinal];
        return cell < 0 ? others[ordinal] : cells.catalystValue(cell);
    }

    @Override
    public void setNullAt(int ordinal) {
        throw new UnsupportedOperationException("a view");
    }

    @Override
    public void update(int ordinal, Object value) {
        throw new UnsupportedOperationException("a view");
    }

    @Override
    public InternalRow copy() {
        Object[] copies = new Object[cellOf.length];
        Arrays.setAll(copies, ordinal -> InternalRow.copyValue(value(ordinal)));
        return new GenericInternalRow(copies);
    }
}
