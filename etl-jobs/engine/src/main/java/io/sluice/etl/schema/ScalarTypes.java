package io.sluice.etl.schema;

import io.sluice.etl.model.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Column types of Avro's primitive types.
 *
 * <p>The logical type is read from the raw property, because Avro drops one that it does not know or whose attributes
 * are wrong, and reads the primitive type instead.
 */
final class ScalarTypes {
    private static final int LARGEST_PRECISION = 38;

    private static final Map<String, String> BASES = Map.of(
            "decimal", "bytes",
            "date", "int",
            "timestamp-millis", "long",
            "timestamp-micros", "long",
            "uuid", "string");

    private static final String NO_LOCAL_TIME =
            "Hive cannot read such a column from ORC; use timestamp-millis or timestamp-micros, or a string";
    private static final String NO_TIME_OF_DAY =
            "no column type holds a time of day; use a string, or the number alone";
    private static final Map<String, String> REFUSED = Map.of(
            "local-timestamp-millis", NO_LOCAL_TIME,
            "local-timestamp-micros", NO_LOCAL_TIME,
            "local-timestamp-nanos", NO_LOCAL_TIME,
            "timestamp-nanos", "columns hold microseconds; use timestamp-micros",
            "time-millis", NO_TIME_OF_DAY,
            "time-micros", NO_TIME_OF_DAY,
            "duration", "no column type holds a duration; use a string or a number",
            "big-decimal", "a column has one scale; use decimal with precision and scale");

    private final SchemaProblems problems;

    ScalarTypes(SchemaProblems problems) {
        this.problems = problems;
    }

    /** The type of a column; empty, and a problem, where the logical type is none that a column can have. */
    Optional<ColumnType> of(Schema schema, String path) {
        Object logicalType = schema.getObjectProp("logicalType");
        if (logicalType == null) {
            return Optional.of(plain(schema.getType()));
        }
        if (!schema.getType().getName().equals(BASES.get(logicalType))) {
            refuseLogicalType(schema, path);
            return Optional.empty();
        }
        return switch (logicalType.toString()) {
            case "decimal" -> decimal(schema, path);
            case "date" -> Optional.of(new ColumnType.CalendarDate());
            case "timestamp-millis" -> Optional.of(new ColumnType.Timestamp(true));
            case "timestamp-micros" -> Optional.of(new ColumnType.Timestamp(false));
            default -> Optional.of(new ColumnType.Text());
        };
    }

    /** Notes a logical type that the schema's type cannot have, if there is one. */
    void refuseLogicalType(Schema schema, String path) {
        Object logicalType = schema.getObjectProp("logicalType");
        if (logicalType != null) {
            String shown = "logicalType " + Shown.value(logicalType);
            String base = BASES.get(logicalType);
            String type = schema.getType().getName();
            String fault = base == null
                    ? shown + ": " + advice(logicalType.toString())
                    : "%s is on %s; it needs %s".formatted(shown, type, base);
            problems.add(path, fault);
        }
    }

    private static String advice(String logicalType) {
        String refusal = REFUSED.get(logicalType);
        String known = Spelling.nearest(logicalType, BASES.keySet())
                .map(near -> "did you mean %s?".formatted(near))
                .orElseGet(() -> "remove it, or use one of "
                        + String.join(", ", BASES.keySet().stream().sorted().toList()));
        return refusal == null ? "unknown; " + known : refusal;
    }

    private static ColumnType plain(Schema.Type type) {
        return switch (type) {
            case STRING -> new ColumnType.Text();
            case BYTES -> new ColumnType.Binary();
            case INT -> new ColumnType.Int32();
            case LONG -> new ColumnType.Int64();
            case FLOAT -> new ColumnType.Float32();
            case DOUBLE -> new ColumnType.Float64();
            case BOOLEAN -> new ColumnType.Bool();
            case RECORD, ENUM, ARRAY, MAP, UNION, FIXED, NULL ->
                throw new IllegalArgumentException(type.getName() + " is not primitive");
        };
    }

    private Optional<ColumnType> decimal(Schema schema, String path) {
        Object precision = schema.getObjectProp("precision");
        Object scale = schema.getObjectProp("scale") == null ? (Object) 0 : schema.getObjectProp("scale");
        List<String> faults = new ArrayList<>();
        if (!(precision instanceof Integer digits) || digits < 1 || digits > LARGEST_PRECISION) {
            faults.add("precision %s is not a whole number from 1 to %d"
                    .formatted(precision == null ? "(absent)" : Shown.value(precision), LARGEST_PRECISION));
        }
        if (!(scale instanceof Integer decimals)
                || decimals < 0
                || precision instanceof Integer digits && decimals > digits) {
            faults.add("scale %s is not a whole number from 0 to precision".formatted(Shown.value(scale)));
        }
        if (!faults.isEmpty()) {
            problems.add(path, "decimal: " + String.join("; ", faults) + "; set both as the values need");
            return Optional.empty();
        }
        return Optional.of(new ColumnType.Decimal((Integer) precision, (Integer) scale));
    }
}
