package io.sluice.etl.dedup;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.Platform;

/**
 * A 64-bit hash of a row's content, equal for equal content whether it was just read or published before.
 *
 * <p>It tells conflicts from plain copies in counts; nothing is dropped by it. Maps hash the same in any order.
 */
final class ContentHash {
    private static final long SEED = 42L;
    private static final long NULL = 0x9E3779B97F4A7C15L;

    private ContentHash() {}

    /** The hash of the first fields of a row, as many as the type has. */
    static long of(InternalRow row, StructType type) {
        return struct(row, type, SEED);
    }

    private static long struct(InternalRow row, StructType type, long seed) {
        long hash = seed;
        for (int i = 0; i < type.length(); i++) {
            hash = value(row, i, type.apply(i).dataType(), hash);
        }
        return hash;
    }

    private static long value(SpecializedGetters values, int ordinal, DataType type, long seed) {
        if (values.isNullAt(ordinal)) {
            return XXH64.hashLong(NULL, seed);
        }
        if (type instanceof StringType) {
            return XXH64.hashUTF8String(values.getUTF8String(ordinal), seed);
        } else if (type instanceof LongType || type instanceof TimestampType) {
            return XXH64.hashLong(values.getLong(ordinal), seed);
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return XXH64.hashInt(values.getInt(ordinal), seed);
        } else if (type instanceof BooleanType) {
            return XXH64.hashInt(values.getBoolean(ordinal) ? 1 : 0, seed);
        } else if (type instanceof FloatType) {
            return XXH64.hashInt(Float.floatToIntBits(values.getFloat(ordinal)), seed);
        } else if (type instanceof DoubleType) {
            return XXH64.hashLong(Double.doubleToLongBits(values.getDouble(ordinal)), seed);
        } else if (type instanceof DecimalType decimal) {
            return bytes(
                    values.getDecimal(ordinal, decimal.precision(), decimal.scale())
                            .toJavaBigDecimal()
                            .unscaledValue()
                            .toByteArray(),
                    seed);
        } else if (type instanceof BinaryType) {
            return bytes(values.getBinary(ordinal), seed);
        } else if (type instanceof StructType struct) {
            return struct(values.getStruct(ordinal, struct.length()), struct, XXH64.hashInt(struct.length(), seed));
        } else if (type instanceof ArrayType array) {
            return array(values.getArray(ordinal), array.elementType(), seed);
        } else if (type instanceof MapType map) {
            return map(values.getMap(ordinal), map, seed);
        }
        throw new IllegalArgumentException("no content hash for a column of type " + type.sql());
    }

    private static long array(ArrayData elements, DataType type, long seed) {
        long hash = XXH64.hashInt(elements.numElements(), seed);
        for (int i = 0; i < elements.numElements(); i++) {
            hash = value(elements, i, type, hash);
        }
        return hash;
    }

    private static long map(MapData entries, MapType type, long seed) {
        long sum = entries.numElements();
        for (int i = 0; i < entries.numElements(); i++) {
            sum += value(entries.valueArray(), i, type.valueType(), value(entries.keyArray(), i, type.keyType(), SEED));
        }
        return XXH64.hashLong(sum, seed);
    }

    private static long bytes(byte[] value, long seed) {
        return XXH64.hashUnsafeBytes(value, Platform.BYTE_ARRAY_OFFSET, value.length, seed);
    }
}
