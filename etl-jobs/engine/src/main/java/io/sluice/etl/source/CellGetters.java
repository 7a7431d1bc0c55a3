package io.sluice.etl.source;

import io.sluice.etl.model.TextValues;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;

/** Cells as Spark asks for values; primitive values of null cells are whatever was there before. */
interface CellGetters extends SpecializedGetters, TextValues {
    ObjectCells cells();

    @Override
    default boolean isNullAt(int ordinal) {
        return cells().isNull(ordinal);
    }

    @Override
    default boolean getBoolean(int ordinal) {
        return cells().bits(ordinal) != 0;
    }

    @Override
    default byte getByte(int ordinal) {
        return (byte) cells().bits(ordinal);
    }

    @Override
    default short getShort(int ordinal) {
        return (short) cells().bits(ordinal);
    }

    @Override
    default int getInt(int ordinal) {
        return (int) cells().bits(ordinal);
    }

    @Override
    default long getLong(int ordinal) {
        return cells().bits(ordinal);
    }

    @Override
    default float getFloat(int ordinal) {
        return Float.intBitsToFloat((int) cells().bits(ordinal));
    }

    @Override
    default double getDouble(int ordinal) {
        return Double.longBitsToDouble(cells().bits(ordinal));
    }

    @Override
    default Decimal getDecimal(int ordinal, int precision, int scale) {
        return cells().isNull(ordinal) ? null : Decimal.apply(cells().decimal(ordinal));
    }

    @Override
    default UTF8String getUTF8String(int ordinal) {
        return cells().isNull(ordinal) ? null : cells().text(ordinal);
    }

    @Override
    default void giveText(int ordinal, Taker taker) {
        cells().giveText(ordinal, taker);
    }

    @Override
    default byte[] getBinary(int ordinal) {
        return cells().isNull(ordinal) ? null : cells().binary(ordinal);
    }

    @Override
    default CalendarInterval getInterval(int ordinal) {
        throw new UnsupportedOperationException("no JSON becomes an interval");
    }

    @Override
    default VariantVal getVariant(int ordinal) {
        throw new UnsupportedOperationException("no JSON becomes a variant");
    }

    @Override
    default InternalRow getStruct(int ordinal, int fields) {
        return cells().isNull(ordinal) ? null : cells().cells(ordinal).row();
    }

    @Override
    default ArrayData getArray(int ordinal) {
        return cells().isNull(ordinal) ? null : cells().cells(ordinal).arrayData();
    }

    @Override
    default MapData getMap(int ordinal) {
        return cells().isNull(ordinal) ? null : cells().mapCells(ordinal).data();
    }

    @Override
    default Object get(int ordinal, DataType type) {
        return cells().catalystValue(ordinal);
    }
}
