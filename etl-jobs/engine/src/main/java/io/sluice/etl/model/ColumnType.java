package io.sluice.etl.model;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/** The type of a column, with the JSON it accepts and the name that SQL (Spark and Hive alike) gives it. */
public sealed interface ColumnType extends Serializable {

    /** The type as both Spark and Hive write it in DDL, such as {@code array<struct<sha:string>>}. */
    String sql();

    /** Whether values have an order and a byte encoding, so that the column can be a key, an order or a partition. */
    default boolean scalar() {
        return true;
    }

    /** Any JSON string. */
    record Text() implements ColumnType {
        @Override
        public String sql() {
            return "string";
        }
    }

    /** A JSON string that is one of the symbols. */
    record Enumeration(List<String> symbols) implements ColumnType {
        public Enumeration {
            symbols = List.copyOf(symbols);
        }

        @Override
        public String sql() {
            return "string";
        }
    }

    /** An integral number of 32 bits. */
    record Int32() implements ColumnType {
        @Override
        public String sql() {
            return "int";
        }
    }

    /** An integral number of 64 bits. */
    record Int64() implements ColumnType {
        @Override
        public String sql() {
            return "bigint";
        }
    }

    /** A finite number of single precision. */
    record Float32() implements ColumnType {
        @Override
        public String sql() {
            return "float";
        }
    }

    /** A finite number of double precision. */
    record Float64() implements ColumnType {
        @Override
        public String sql() {
            return "double";
        }
    }

    /** True or false. */
    record Bool() implements ColumnType {
        @Override
        public String sql() {
            return "boolean";
        }
    }

    /** A number that is exact within precision (1 to 38 digits) and scale. */
    record Decimal(int precision, int scale) implements ColumnType {
        @Override
        public String sql() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** A calendar date, held as days since 1970-01-01. */
    record CalendarDate() implements ColumnType {
        @Override
        public String sql() {
            return "date";
        }
    }

    /** An instant, held as microseconds since 1970-01-01T00:00:00Z; {@code millis} drops what is finer. */
    record Timestamp(boolean millis) implements ColumnType {
        @Override
        public String sql() {
            return "timestamp";
        }
    }

    /** Bytes, from a base64 string. */
    record Binary() implements ColumnType {
        @Override
        public String sql() {
            return "binary";
        }
    }

    /** A JSON array. */
    record ArrayOf(ColumnType element, boolean nullableElements) implements ColumnType {
        @Override
        public String sql() {
            return "array<" + element.sql() + ">";
        }

        @Override
        public boolean scalar() {
            return false;
        }
    }

    /** A JSON object whose names are data. */
    record MapOf(ColumnType value, boolean nullableValues) implements ColumnType {
        @Override
        public String sql() {
            return "map<string," + value.sql() + ">";
        }

        @Override
        public boolean scalar() {
            return false;
        }
    }

    /** A JSON object whose names are declared. */
    record Struct(List<Column> fields) implements ColumnType {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public String sql() {
            return fields.stream()
                    .map(field -> field.name() + ":" + field.type().sql())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }

        @Override
        public boolean scalar() {
            return false;
        }
    }
}
