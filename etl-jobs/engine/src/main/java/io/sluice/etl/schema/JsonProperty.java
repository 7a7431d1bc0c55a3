package io.sluice.etl.schema;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.Column.TimeFormat;
import io.sluice.etl.model.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The {@code json} property of fields: where a value lies in the JSON, and how it is read. */
final class JsonProperty {
    static final String NAME = "json";

    private static final List<String> KEYS = List.of("path", "time", "coerce", "raw");
    private static final List<String> TIMES = Stream.of(TimeFormat.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();

    private final SchemaProblems problems;

    JsonProperty(SchemaProblems problems) {
        this.problems = problems;
    }

    /** Whether a field says where its value lies. */
    boolean hasPath(Schema.Field field) {
        return field.getObjectProp(NAME) instanceof Map<?, ?> property && property.containsKey("path");
    }

    /** The binding of a field; faults are noted and the plain binding takes their place. */
    Column.Json read(Schema.Field field, ColumnType type, String path) {
        Object property = field.getObjectProp(NAME);
        if (property == null) {
            return Column.Json.named(field.name());
        }
        if (!(property instanceof Map<?, ?> map)) {
            problems.add(
                    path, "json %s is not an object; write it as {\"path\": \"…\"}".formatted(Shown.value(property)));
            return Column.Json.named(field.name());
        }
        verifyKeys(map, path);
        boolean coerce = flag(map, "coerce", path);
        boolean raw = flag(map, "raw", path);
        if (coerce && !coercible(type)) {
            problems.add(path, misplaced("coerce", type, "numbers, booleans and strings"));
        }
        if (raw && !(type instanceof ColumnType.Text)) {
            problems.add(path, misplaced("raw", type, "strings"));
        }
        if (raw && coerce) {
            problems.add(
                    path, "json.raw takes any value as it stands, so json.coerce has no effect; remove one of them");
        }
        return new Column.Json(path(map, field.name(), path), time(map, type, path), coerce, raw);
    }

    private void verifyKeys(Map<?, ?> map, String path) {
        for (Object key : map.keySet()) {
            if (!KEYS.contains(key)) {
                String name = key.toString();
                problems.add(
                        path,
                        "json.%s: unknown key; %s"
                                .formatted(
                                        name,
                                        Spelling.nearest(name, KEYS)
                                                .map(near -> "did you mean json.%s?".formatted(near))
                                                .orElse("valid keys: " + String.join(", ", KEYS))));
            }
        }
    }

    private List<String> path(Map<?, ?> map, String name, String path) {
        Object value = map.get("path");
        if (value == null) {
            return List.of(name);
        }
        List<String> names = value instanceof String text ? List.of(text.split("\\.", -1)) : List.of("");
        if (names.contains("")) {
            problems.add(
                    path,
                    "json.path %s is not names joined by dots; write it as actor.login".formatted(Shown.value(value)));
        }
        return names;
    }

    private TimeFormat time(Map<?, ?> map, ColumnType type, String path) {
        Object value = map.get("time");
        if (value == null) {
            return TimeFormat.ISO;
        }
        if (!(type instanceof ColumnType.Timestamp)) {
            problems.add(path, misplaced("time", type, "timestamps"));
        }
        if (!TIMES.contains(value)) {
            problems.add(
                    path,
                    "json.time %s is unknown; use one of %s".formatted(Shown.value(value), String.join(", ", TIMES)));
            return TimeFormat.ISO;
        }
        return TimeFormat.values()[TIMES.indexOf(value)];
    }

    private boolean flag(Map<?, ?> map, String key, String path) {
        Object value = map.get(key);
        if (value != null && !(value instanceof Boolean)) {
            problems.add(path, "json.%s %s is not true or false; write one of them".formatted(key, Shown.value(value)));
        }
        return Boolean.TRUE.equals(value);
    }

    private static boolean coercible(ColumnType type) {
        return type instanceof ColumnType.Int32
                || type instanceof ColumnType.Int64
                || type instanceof ColumnType.Float32
                || type instanceof ColumnType.Float64
                || type instanceof ColumnType.Decimal
                || type instanceof ColumnType.Bool
                || type instanceof ColumnType.Text;
    }

    private static String misplaced(String key, ColumnType type, String where) {
        return "json.%s is for %s, and this is %s; remove it".formatted(key, where, type.sql());
    }
}
