package io.sluice.etl.schema;

import io.sluice.etl.model.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Defaults of fields, from Avro's encoding of them to JSON that the column accepts. */
final class Defaults {
    private static final int LAST_YEAR = 9999;

    private final SchemaProblems problems;

    Defaults(SchemaProblems problems) {
        this.problems = problems;
    }

    /**
     * The default as JSON text; null when there is none, or it is null.
     *
     * @param branch the field's type without null
     */
    String json(Schema.Field field, Schema branch, ColumnType type, boolean nullable, String path) {
        if (!field.hasDefaultValue() || nullable && isNull(field)) {
            return null;
        }
        try {
            return json(read(field, branch), field, type);
        } catch (SchemaParseException badName) {
            // A name that Avro refuses is a problem of its own, told by then.
            return null;
        } catch (AvroRuntimeException | IllegalArgumentException fault) {
            problems.add(path, "default: " + fault.getMessage() + "; correct it or leave it out");
            return null;
        }
    }

    private static boolean isNull(Schema.Field field) {
        try {
            return read(field, Schema.create(Schema.Type.NULL)) == JsonProperties.NULL_VALUE;
        } catch (AvroRuntimeException other) {
            return false;
        }
    }

    /** Avro reads a union's default by the first branch alone, so it is read through a field of the branch meant. */
    private static Object read(Schema.Field field, Schema branch) {
        return new Schema.Field(field, branch).defaultVal();
    }

    private static String json(Object value, Schema.Field field, ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return decimal(bytes(field), decimal);
        } else if (type instanceof ColumnType.Binary) {
            return '"' + Base64.getEncoder().encodeToString(bytes(field)) + '"';
        } else if (type instanceof ColumnType.CalendarDate) {
            return date(LocalDate.ofEpochDay(((Number) value).longValue()));
        } else if (type instanceof ColumnType.Timestamp timestamp) {
            ChronoUnit unit = timestamp.millis() ? ChronoUnit.MILLIS : ChronoUnit.MICROS;
            return time(Instant.EPOCH.plus(((Number) value).longValue(), unit));
        } else if (type instanceof ColumnType.Enumeration enumeration) {
            require(
                    enumeration.symbols().contains(value),
                    Shown.value(value) + " is not one of " + String.join(", ", enumeration.symbols()));
            return JsonText.quoted((String) value);
        } else if (value instanceof String text) {
            require(
                    StandardCharsets.UTF_8.newEncoder().canEncode(text),
                    Shown.value(text) + " holds half a surrogate pair");
            return JsonText.quoted(text);
        } else if (value instanceof Double || value instanceof Float) {
            require(Double.isFinite(((Number) value).doubleValue()), value + " is not a finite number");
            return value.toString();
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof Collection<?> items && items.isEmpty()) {
            return "[]";
        } else if (type instanceof ColumnType.MapOf && value instanceof Map<?, ?> map && map.isEmpty()) {
            return "{}";
        }
        require(value != null, "the number is beyond what the type holds");
        throw new IllegalArgumentException(
                Shown.value(value) + " cannot be a column's default; of arrays and maps only empty ones can");
    }

    /** Avro writes bytes as a string of the code points 0 to 255. */
    private static byte[] bytes(Schema.Field field) {
        String text = (String) read(field, Schema.create(Schema.Type.STRING));
        require(
                StandardCharsets.ISO_8859_1.newEncoder().canEncode(text),
                Shown.value(text) + " has characters beyond \\u00ff");
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String decimal(byte[] unscaled, ColumnType.Decimal type) {
        require(unscaled.length > 0, "\"\" holds no bytes of a decimal");
        BigDecimal value = new BigDecimal(new BigInteger(unscaled), type.scale());
        require(value.precision() <= type.precision(), value.toPlainString() + " does not fit " + type.sql());
        return value.toPlainString();
    }

    private static String date(LocalDate date) {
        requireYear(date.getYear(), date);
        return '"' + date.toString() + '"';
    }

    private static String time(Instant time) {
        requireYear(time.atOffset(ZoneOffset.UTC).getYear(), time);
        return '"' + time.toString() + '"';
    }

    private static void requireYear(int year, Object time) {
        require(year >= 1 && year <= LAST_YEAR, time + " is not within the years 1 to 9999");
    }

    private static void require(boolean fits, String fault) {
        if (!fits) {
            throw new IllegalArgumentException(fault);
        }
    }
}
