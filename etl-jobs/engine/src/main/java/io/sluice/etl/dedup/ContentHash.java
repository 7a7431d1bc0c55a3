package io.sluice.etl.dedup;

import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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
 * Hashes of a row's content, equal for equal content whether it was just read or published before.
 *
 * <p>Both hash one form of the content: the values in the order of the schema, each preceded by whether it is there,
 * texts and collections by their length, the entries of a map in the order of their bytes. So neither the order of
 * fields in the JSON nor that of a map counts.
 */
final class ContentHash implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Bytes of {@link #digest}. */
    static final int DIGEST_BYTES = 16;

    private static final long SEED = 42L;

    private final StructType type;
    private transient OrderedBytes bytes;
    private transient MessageDigest sha256;

    /** @param type of the content; rows may have more columns after it */
    ContentHash(StructType type) {
        this.type = type;
    }

    /** 64 bits, to tell conflicts from plain copies in counts; nothing is dropped by them. */
    long hash(InternalRow row) {
        OrderedBytes content = content(row);
        return XXH64.hashUnsafeBytes(content.array(), Platform.BYTE_ARRAY_OFFSET, content.length(), SEED);
    }

    /** The first 128 bits of SHA-256, by which a row is taken for a copy of another: nobody can make two alike. */
    byte[] digest(InternalRow row) {
        OrderedBytes content = content(row);
        if (sha256 == null) {
            sha256 = newSha256();
        }
        sha256.update(content.array(), 0, content.length());
        return Arrays.copyOf(sha256.digest(), DIGEST_BYTES);
    }

    private OrderedBytes content(InternalRow row) {
        if (bytes == null) {
            bytes = new OrderedBytes();
        }
        bytes.clear();
        struct(row, type, bytes);
        return bytes;
    }

    private static void struct(InternalRow row, StructType type, OrderedBytes out) {
        for (int i = 0; i < type.length(); i++) {
            value(row, i, type.apply(i).dataType(), out);
        }
    }

    private static void value(SpecializedGetters values, int ordinal, DataType type, OrderedBytes out) {
        if (values.isNullAt(ordinal)) {
            out.putByte(0);
            return;
        }
        out.putByte(1);
        if (type instanceof StringType) {
            counted(values.getUTF8String(ordinal).getBytes(), out);
        } else if (type instanceof LongType || type instanceof TimestampType) {
            out.putLong(values.getLong(ordinal));
        } else if (type instanceof IntegerType || type instanceof DateType) {
            out.putInt(values.getInt(ordinal));
        } else if (type instanceof BooleanType) {
            out.putBoolean(values.getBoolean(ordinal));
        } else if (type instanceof FloatType) {
            out.putInt(Float.floatToIntBits(values.getFloat(ordinal)));
        } else if (type instanceof DoubleType) {
            out.putLong(Double.doubleToLongBits(values.getDouble(ordinal)));
        } else if (type instanceof DecimalType decimal) {
            out.putDecimal(values.getDecimal(ordinal, decimal.precision(), decimal.scale())
                    .toJavaBigDecimal());
        } else if (type instanceof BinaryType) {
            counted(values.getBinary(ordinal), out);
        } else if (type instanceof StructType struct) {
            struct(values.getStruct(ordinal, struct.length()), struct, out);
        } else if (type instanceof ArrayType array) {
            array(values.getArray(ordinal), array.elementType(), out);
        } else if (type instanceof MapType map) {
            map(values.getMap(ordinal), map, out);
        } else {
            throw new IllegalArgumentException("no content hash for a column of type " + type.sql());
        }
    }

    private static void counted(byte[] value, OrderedBytes out) {
        out.putInt(value.length);
        out.putRaw(value);
    }

    private static void array(ArrayData elements, DataType type, OrderedBytes out) {
        out.putInt(elements.numElements());
        for (int i = 0; i < elements.numElements(); i++) {
            value(elements, i, type, out);
        }
    }

    private static void map(MapData entries, MapType type, OrderedBytes out) {
        byte[][] written = new byte[entries.numElements()][];
        OrderedBytes entry = new OrderedBytes();
        for (int i = 0; i < written.length; i++) {
            entry.clear();
            value(entries.keyArray(), i, type.keyType(), entry);
            value(entries.valueArray(), i, type.valueType(), entry);
            written[i] = entry.toArray();
        }
        Arrays.sort(written, Arrays::compareUnsigned);
        out.putInt(written.length);
        for (byte[] bytes : written) {
            out.putRaw(bytes);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
