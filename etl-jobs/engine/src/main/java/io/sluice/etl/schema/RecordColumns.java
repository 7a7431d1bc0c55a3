package io.sluice.etl.schema;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.Lineage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Walks a record and its nested types, turning fields into columns and noting what cannot be one. */
final class RecordColumns {
    private static final Set<String> RESERVED = Set.of(Lineage.FILE, Lineage.POSITION, Lineage.RUN, Lineage.RESCUED);
    private static final Pattern AVRO_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final SchemaProblems problems;
    private final ScalarTypes scalars;
    private final JsonProperty jsonProperty;
    private final Defaults defaults;
    private final Deque<String> enclosing = new ArrayDeque<>();

    /** A type, and whether null stands for its absence. */
    private record Nullable(Schema schema, boolean nullable) {}

    RecordColumns(SchemaProblems problems) {
        this.problems = problems;
        this.scalars = new ScalarTypes(problems);
        this.jsonProperty = new JsonProperty(problems);
        this.defaults = new Defaults(problems);
    }

    List<Column> of(Schema topLevel) {
        for (Schema.Field field : topLevel.getFields()) {
            if (RESERVED.contains(field.name())) {
                problems.add(
                        field.name(),
                        "the name is taken by a column that every table gets; choose another, such as source_%s, and add \"json\": {\"path\": \"%s\"}"
                                .formatted(field.name(), field.name()));
            }
        }
        return columns(topLevel, "");
    }

    private List<Column> columns(Schema record, String path) {
        if (record.getFields().isEmpty()) {
            problems.add(path, "record %s has no fields; declare at least one".formatted(record.getFullName()));
        }
        enclosing.push(record.getFullName());
        List<Column> columns = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
            column(field, fieldPath).ifPresent(columns::add);
        }
        enclosing.pop();
        return columns;
    }

    private Optional<Column> column(Schema.Field field, String path) {
        verifyName(field, path);
        Optional<Nullable> declared = withoutNull(field.schema(), path);
        if (field.getObjectProp("logicalType") != null) {
            problems.add(
                    path,
                    "logicalType %s stands beside the type, where it has no effect; write \"type\": {\"type\": \"%s\", \"logicalType\": %s}"
                            .formatted(
                                    Shown.value(field.getObjectProp("logicalType")),
                                    declared.map(type -> type.schema().getType().getName())
                                            .orElse("…"),
                                    Shown.value(field.getObjectProp("logicalType"))));
        }
        return declared.flatMap(type -> type(type.schema(), path)
                .map(columnType -> new Column(
                        field.name(),
                        columnType,
                        type.nullable(),
                        defaults.json(field, type.schema(), columnType, type.nullable(), path),
                        field.doc() == null ? "" : field.doc(),
                        jsonProperty.read(field, columnType, path))));
    }

    private void verifyName(Schema.Field field, String path) {
        String name = field.name();
        if (ColumnName.valid(name)) {
            return;
        }
        String hint = jsonProperty.hasPath(field) || name.isEmpty() || name.contains(".")
                ? ""
                : " and add \"json\": {\"path\": \"%s\"}".formatted(name);
        problems.add(
                path,
                "the name %s is not lower_snake_case ([a-z][a-z0-9_]*); call the field %s%s"
                        .formatted(Shown.value(name), ColumnName.suggestionFor(name), hint));
    }

    private Optional<Nullable> withoutNull(Schema schema, String path) {
        if (schema.getType() != Schema.Type.UNION) {
            return Optional.of(new Nullable(schema, false));
        }
        List<Schema> others = schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        if (schema.getTypes().size() == 2 && others.size() == 1) {
            return Optional.of(new Nullable(others.get(0), true));
        }
        problems.add(
                path,
                "a union of %s is no column type; use one type, or null and one type, or a string with \"json\": {\"raw\": true}"
                        .formatted(schema.getTypes().stream()
                                .map(type -> type.getType().getName())
                                .collect(Collectors.joining(", ", "[", "]"))));
        return Optional.empty();
    }

    private Optional<ColumnType> type(Schema schema, String path) {
        if (schema.getObjectProp(JsonProperty.NAME) != null) {
            problems.add(
                    path, "\"json\" stands within the type, where it has no effect; move it beside the field's name");
        }
        return switch (schema.getType()) {
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN -> scalars.of(schema, path);
            case ENUM -> enumeration(schema, path);
            case ARRAY -> array(schema, path);
            case MAP -> map(schema, path);
            case RECORD -> struct(schema, path);
            case FIXED -> refused(path, "a fixed is no column type; use bytes, with its logicalType if it has one");
            case NULL -> refused(path, "null alone is no column type; name the type, as in [\"null\", \"string\"]");
            case UNION -> refused(path, "a union within a union is no column type; use null and one type");
        };
    }

    private Optional<ColumnType> array(Schema schema, String path) {
        scalars.refuseLogicalType(schema, path);
        String elementPath = path + "[]";
        return withoutNull(schema.getElementType(), elementPath).flatMap(element -> type(element.schema(), elementPath)
                .map(type -> new ColumnType.ArrayOf(type, element.nullable())));
    }

    private Optional<ColumnType> map(Schema schema, String path) {
        scalars.refuseLogicalType(schema, path);
        String valuePath = path + "{}";
        return withoutNull(schema.getValueType(), valuePath).flatMap(value -> type(value.schema(), valuePath)
                .map(type -> new ColumnType.MapOf(type, value.nullable())));
    }

    private Optional<ColumnType> refused(String path, String text) {
        problems.add(path, text);
        return Optional.empty();
    }

    private Optional<ColumnType> enumeration(Schema schema, String path) {
        scalars.refuseLogicalType(schema, path);
        verifyTypeName(schema, path);
        if (schema.getEnumSymbols().isEmpty()) {
            problems.add(path, "enum %s has no symbols; declare at least one".formatted(schema.getFullName()));
        }
        for (String symbol : schema.getEnumSymbols()) {
            if (!AVRO_NAME.matcher(symbol).matches()) {
                problems.add(
                        path,
                        "%s is no symbol that Avro allows ([A-Za-z_][A-Za-z0-9_]*); use a string"
                                .formatted(Shown.value(symbol)));
            }
        }
        if (schema.getEnumDefault() != null) {
            problems.add(
                    path,
                    "enum %s has the default %s for symbols it does not know, but records with such symbols are rejected; remove it, or use a string"
                            .formatted(schema.getFullName(), Shown.value(schema.getEnumDefault())));
        }
        return Optional.of(new ColumnType.Enumeration(schema.getEnumSymbols()));
    }

    private Optional<ColumnType> struct(Schema record, String path) {
        scalars.refuseLogicalType(record, path);
        if (enclosing.contains(record.getFullName())) {
            return refused(
                    path,
                    "record %s contains itself, which no table can; leave the field out, or use a string with \"json\": {\"raw\": true}"
                            .formatted(record.getFullName()));
        }
        verifyTypeName(record, path);
        return Optional.of(new ColumnType.Struct(columns(record, path)));
    }

    private void verifyTypeName(Schema schema, String path) {
        if (!AVRO_NAME.matcher(schema.getName()).matches()) {
            problems.add(
                    path,
                    "%s is no type name that Avro allows ([A-Za-z_][A-Za-z0-9_]*); choose another"
                            .formatted(Shown.value(schema.getName())));
        }
    }
}
