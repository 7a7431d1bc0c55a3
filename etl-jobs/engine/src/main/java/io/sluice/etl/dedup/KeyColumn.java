package io.sluice.etl.dedup;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** A scalar column, possibly within structs, written as ordered bytes. */
final class KeyColumn implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int PRESENT = 0;
    private static final int ABSENT = 1;

    private final int[] ordinals;
    private final int[] widths;
    private final DataType type;

    private KeyColumn(int[] ordinals, int[] widths, DataType type) {
        this.ordinals = ordinals;
        this.widths = widths;
        this.type = type;
    }

    /** Resolves a dotted path in a row type. */
    static KeyColumn of(StructType row, String path) {
        String[] names = path.split("\\.", -1);
        int[] ordinals = new int[names.length];
        int[] widths = new int[names.length];
        DataType type = row;
        for (int depth = 0; depth < names.length; depth++) {
            StructType struct = (StructType) type;
            widths[depth] = struct.length();
            ordinals[depth] = struct.fieldIndex(names[depth]);
            type = struct.apply(ordinals[depth]).dataType();
        }
        return new KeyColumn(ordinals, widths, type);
    }

    /** Writes the value, nulls after all values whichever way the order goes. */
    void write(InternalRow row, boolean greatestFirst, OrderedBytes out) {
        InternalRow struct = row;
        for (int depth = 0; depth < ordinals.length - 1; depth++) {
            if (struct.isNullAt(ordinals[depth])) {
                out.putByte(ABSENT);
                return;
            }
            struct = struct.getStruct(ordinals[depth], widths[depth + 1]);
        }
        int ordinal = ordinals[ordinals.length - 1];
        if (struct.isNullAt(ordinal)) {
            out.putByte(ABSENT);
            return;
        }
        out.putByte(PRESENT);
        int start = out.length();
        writeValue(struct, ordinal, out);
        if (greatestFirst) {
            out.invertFrom(start);
        }
    }

    private void writeValue(InternalRow row, int ordinal, OrderedBytes out) {
        if (type instanceof StringType) {
            out.putBinary(row.getUTF8String(ordinal).getBytes());
        } else if (type instanceof LongType || type instanceof TimestampType) {
            out.putLong(row.getLong(ordinal));
        } else if (type instanceof IntegerType || type instanceof DateType) {
            out.putInt(row.getInt(ordinal));
        } else if (type instanceof BooleanType) {
            out.putBoolean(row.getBoolean(ordinal));
        } else if (type instanceof FloatType) {
            out.putFloat(row.getFloat(ordinal));
        } else if (type instanceof DoubleType) {
            out.putDouble(row.getDouble(ordinal));
        } else if (type instanceof DecimalType decimal) {
            out.putDecimal(row.getDecimal(ordinal, decimal.precision(), decimal.scale())
                    .toJavaBigDecimal());
        } else if (type instanceof BinaryType) {
            out.putBinary(row.getBinary(ordinal));
        } else {
            throw new IllegalArgumentException("no order for a column of type " + type.sql());
        }
    }
}
