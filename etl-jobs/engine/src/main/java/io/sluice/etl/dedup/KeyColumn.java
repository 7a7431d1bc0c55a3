package io.sluice.etl.dedup;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
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

    /** Resolves a dotted path in a row type; a column that has the whole path for its name comes first. */
    static KeyColumn of(StructType row, String path) {
        boolean flat = List.of(row.fieldNames()).contains(path);
        String[] names = flat ? new String[] {path} : path.split("\\.", -1);
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

    /** How many bytes a whole number takes that is not null. */
    int integralBytes() {
        return 1 + (type instanceof IntegerType ? Integer.BYTES : Long.BYTES);
    }

    /** A whole number that was written without inversion and is not null. */
    static long integral(byte[] bytes, int offset, int length) {
        ByteBuffer value = ByteBuffer.wrap(bytes, offset + 1, length - 1);
        return length == 1 + Integer.BYTES ? OrderedBytes.readInt(value) : OrderedBytes.readLong(value);
    }

    /** Reads a value that was written without inversion, as text; null for null. */
    String readText(ByteBuffer bytes) {
        if (bytes.get() == ABSENT) {
            return null;
        }
        if (type instanceof StringType) {
            return new String(OrderedBytes.readBinary(bytes), StandardCharsets.UTF_8);
        } else if (type instanceof LongType) {
            return Long.toString(OrderedBytes.readLong(bytes));
        } else if (type instanceof TimestampType) {
            return Instant.EPOCH
                    .plus(OrderedBytes.readLong(bytes), ChronoUnit.MICROS)
                    .toString();
        } else if (type instanceof IntegerType) {
            return Integer.toString(OrderedBytes.readInt(bytes));
        } else if (type instanceof DateType) {
            return LocalDate.ofEpochDay(OrderedBytes.readInt(bytes)).toString();
        } else if (type instanceof BooleanType) {
            return Boolean.toString(bytes.get() != 0);
        } else if (type instanceof FloatType) {
            return Float.toString(OrderedBytes.readFloat(bytes));
        } else if (type instanceof DoubleType) {
            return Double.toString(OrderedBytes.readDouble(bytes));
        } else if (type instanceof DecimalType decimal) {
            return OrderedBytes.readDecimal(bytes, decimal.scale()).toPlainString();
        } else if (type instanceof BinaryType) {
            return Base64.getEncoder().encodeToString(OrderedBytes.readBinary(bytes));
        }
        throw new IllegalArgumentException("no text for a column of type " + type.sql());
    }

    private void writeValue(InternalRow row, int ordinal, OrderedBytes out) {
        if (type instanceof StringType) {
            out.putText(row, ordinal);
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
