package io.sluice.etl.dedup;

import io.sluice.etl.model.TextValues;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
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

/** How values of one type are written down, made once for a type instead of found out for every value. */
abstract class ContentForm {

    static ContentForm of(DataType type) {
        if (type instanceof StringType) {
            return new Text();
        } else if (type instanceof LongType || type instanceof TimestampType) {
            return new LongNumber();
        } else if (type instanceof IntegerType || type instanceof DateType) {
            return new IntNumber();
        } else if (type instanceof BooleanType) {
            return new Truth();
        } else if (type instanceof FloatType) {
            return new FloatNumber();
        } else if (type instanceof DoubleType) {
            return new DoubleNumber();
        } else if (type instanceof DecimalType decimal) {
            return new DecimalNumber(decimal);
        } else if (type instanceof BinaryType) {
            return new Binary();
        } else if (type instanceof StructType struct) {
            return new Struct(struct);
        } else if (type instanceof ArrayType array) {
            return new Array(of(array.elementType()));
        } else if (type instanceof MapType map) {
            return new Entries(of(map.keyType()), of(map.valueType()));
        }
        throw new IllegalArgumentException("no content hash for a column of type " + type.sql());
    }

    /** Writes whether the value is there, and if so the value. */
    final void write(SpecializedGetters values, int ordinal, OrderedBytes out) {
        if (values.isNullAt(ordinal)) {
            out.putByte(0);
        } else {
            out.putByte(1);
            put(values, ordinal, out);
        }
    }

    /** Writes a value that is not null. */
    abstract void put(SpecializedGetters values, int ordinal, OrderedBytes out);

    private static final class Text extends ContentForm {
        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            if (values instanceof TextValues texts) {
                texts.giveText(ordinal, out);
            } else {
                out.putCounted(values.getUTF8String(ordinal));
            }
        }
    }

    private static final class Binary extends ContentForm {
        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            byte[] value = values.getBinary(ordinal);
            out.putInt(value.length);
            out.putRaw(value);
        }
    }

    private static final class LongNumber extends ContentForm {
        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            out.putLong(values.getLong(ordinal));
        }
    }

    private static final class IntNumber extends ContentForm {
        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            out.putInt(values.getInt(ordinal));
        }
    }

    private static final class Truth extends ContentForm {
        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            out.putBoolean(values.getBoolean(ordinal));
        }
    }

    private static final class FloatNumber extends ContentForm {
        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            out.putInt(Float.floatToIntBits(values.getFloat(ordinal)));
        }
    }

    private static final class DoubleNumber extends ContentForm {
        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            out.putLong(Double.doubleToLongBits(values.getDouble(ordinal)));
        }
    }

    private static final class DecimalNumber extends ContentForm {
        private final int precision;
        private final int scale;

        DecimalNumber(DecimalType type) {
            this.precision = type.precision();
            this.scale = type.scale();
        }

        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            out.putDecimal(values.getDecimal(ordinal, precision, scale).toJavaBigDecimal());
        }
    }

    /** The fields one after the other, in the order of the schema. */
    static final class Struct extends ContentForm {
        private final ContentForm[] fields;

        Struct(StructType type) {
            fields = Stream.of(type.fields()).map(field -> of(field.dataType())).toArray(ContentForm[]::new);
        }

        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            putFields(values.getStruct(ordinal, fields.length), out);
        }

        /** Writes a struct that is at hand itself; it may have more fields behind those of the type. */
        void putFields(SpecializedGetters struct, OrderedBytes out) {
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(struct, i, out);
            }
        }
    }

    private static final class Array extends ContentForm {
        private final ContentForm elements;

        Array(ContentForm elements) {
            this.elements = elements;
        }

        @Override
        void put(SpecializedGetters values, int ordinal, OrderedBytes out) {
            ArrayData array = values.getArray(ordinal);
            int length = array.numElements();
            out.putInt(length);
            for (int i = 0; i < length; i++) {
                elements.write(array, i, out);
            }
        }
    }

    /** The entries of a map in the order of their bytes, since that in the map does not count. */
    private static final class Entries extends ContentForm {
        private final ContentForm keys;
        private final ContentForm values;

        Entries(ContentForm keys, ContentForm values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        void put(SpecializedGetters row, int ordinal, OrderedBytes out) {
            MapData map = row.getMap(ordinal);
            OrderedBytes entry = new OrderedBytes();
            List<byte[]> written = IntStream.range(0, map.numElements())
                    .mapToObj(i -> {
                        entry.clear();
                        keys.write(map.keyArray(), i, entry);
                        values.write(map.valueArray(), i, entry);
                        return entry.toArray();
                    })
                    .sorted(Arrays::compareUnsigned)
                    .toList();
            out.putInt(written.size());
            written.forEach(out::putRaw);
        }
    }
}
