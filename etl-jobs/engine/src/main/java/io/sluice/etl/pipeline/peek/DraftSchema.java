package io.sluice.etl.pipeline.peek;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.pipeline.peek.Shape.Kind;
import io.sluice.etl.schema.ColumnName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Drafts an Avro schema that takes every record of a sample: all fields nullable, mixed values as text. */
final class DraftSchema {
    private static final int MOST_FIELDS = 100;
    private static final int DEEPEST = 6;
    private static final long SECONDS = 1_000_000_000L;
    private static final Set<String> TAKEN = Set.of(Lineage.FILE, Lineage.POSITION, Lineage.RUN, Lineage.RESCUED);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final List<DraftField> fields = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Set<String> records = new HashSet<>();

    DraftSchema(String name, Sample sample) {
        this.name = name;
        long count = sample.records().size();
        Shape payload = new Shape();
        Shape around = new Shape();
        sample.records().forEach(record -> {
            payload.add(record.payload());
            around.add(record.around());
        });
        Set<String> names = new HashSet<>(TAKEN);
        payload.fields().forEach((field, shape) -> add(field, List.of(field), shape, count, names));
        around.fields().forEach((group, shape) -> shape.fields()
                .forEach((field, value) -> add(group + "_" + field, List.of(group, field), value, count, names)));
    }

    private void add(String json, List<String> path, Shape shape, long count, Set<String> names) {
        DraftField field = field(json, path, shape, count, names, 1);
        if (field == null) {
            leftOut.add(json);
        } else {
            fields.add(field);
        }
    }

    List<DraftField> fields() {
        return fields;
    }

    /** Names that no {@code json.path} can reach. */
    List<String> leftOut() {
        return leftOut;
    }

    private DraftField field(String json, List<String> path, Shape shape, long count, Set<String> names, int depth) {
        if (path.stream().anyMatch(part -> part.isEmpty() || part.contains("."))) {
            return null;
        }
        String column = unique(ColumnName.suggestionFor(json), names);
        ObjectNode property = JSON.createObjectNode();
        if (path.size() > 1 || !column.equals(json)) {
            property.put("path", String.join(".", path));
        }
        JsonNode type = type(json, column, shape, property, depth);
        return new DraftField(column, type, property, shape, shape.values() == count);
    }

    private static String unique(String wanted, Set<String> names) {
        String unique = TAKEN.contains(wanted) ? "source_" + wanted : wanted;
        for (int i = 2; !names.add(unique); i++) {
            unique = wanted + "_" + i;
        }
        return unique;
    }

    private JsonNode type(String json, String column, Shape shape, ObjectNode property, int depth) {
        if (shape.only(Kind.BOOLEAN)) {
            return text("boolean");
        }
        if (shape.only(Kind.INTEGER)) {
            return integer(json, shape, property);
        }
        if (shape.only(Kind.INTEGER, Kind.NUMBER)) {
            return text("double");
        }
        if (shape.only(Kind.TIME)) {
            return timestamp();
        }
        if (shape.only(Kind.TEXT, Kind.TIME)) {
            return text("string");
        }
        if (shape.only(Kind.OBJECT) && depth < DEEPEST) {
            JsonNode object = object(column, shape, depth);
            if (object != null) {
                return object;
            }
        }
        if (shape.only(Kind.ARRAY) && depth < DEEPEST) {
            JsonNode array = array(column, shape.elements(), depth);
            if (array != null) {
                return array;
            }
        }
        boolean structured =
                shape.kinds().contains(Kind.OBJECT) || shape.kinds().contains(Kind.ARRAY);
        property.put(structured || shape.kinds().isEmpty() ? "raw" : "coerce", true);
        return text("string");
    }

    private static JsonNode integer(String json, Shape shape, ObjectNode property) {
        String name = ColumnName.suggestionFor(json);
        boolean timely = name.contains("time") || name.contains("date") || name.matches("(.*_)?(ts|at)(_ms|_us)?");
        String[] units = {"epoch-seconds", "epoch-millis", "epoch-micros"};
        long scale = SECONDS;
        for (String unit : units) {
            if (timely && shape.within(scale, 5 * scale)) {
                property.put("time", unit);
                return timestamp();
            }
            scale *= 1_000;
        }
        return text("long");
    }

    /** A record; null when there are no names, too many, or one that cannot be a column. */
    private JsonNode object(String column, Shape shape, int depth) {
        if (shape.fields().isEmpty() || shape.fields().size() > MOST_FIELDS) {
            return null;
        }
        Set<String> names = new HashSet<>();
        List<DraftField> parts = new ArrayList<>();
        for (Map.Entry<String, Shape> part : shape.fields().entrySet()) {
            DraftField field =
                    field(part.getKey(), List.of(part.getKey()), part.getValue(), shape.values(), names, depth + 1);
            if (field == null) {
                return null;
            }
            parts.add(field);
        }
        return record(unique(camel(column), records), parts);
    }

    /** An array; null when its elements are of no one type. */
    private JsonNode array(String column, Shape elements, int depth) {
        ObjectNode property = JSON.createObjectNode();
        JsonNode type = type("", column + "_element", elements, property, depth + 1);
        if (!property.isEmpty() || elements.kinds().isEmpty()) {
            return null;
        }
        ObjectNode array = JSON.createObjectNode().put("type", "array");
        array.set("items", elements.nulls() ? JSON.createArrayNode().add("null").add(type) : type);
        return array;
    }

    private static String camel(String column) {
        StringBuilder camel = new StringBuilder();
        for (String word : column.split("_")) {
            camel.append(word.substring(0, Math.min(1, word.length())).toUpperCase(Locale.ROOT))
                    .append(word.substring(Math.min(1, word.length())));
        }
        return camel.toString();
    }

    private static ObjectNode record(String name, List<DraftField> parts) {
        ObjectNode record = JSON.createObjectNode().put("type", "record").put("name", name);
        ArrayNode fields = record.putArray("fields");
        for (DraftField part : parts) {
            ObjectNode field = fields.addObject().put("name", part.name());
            field.putArray("type").add("null").add(part.type());
            field.putNull("default");
            if (!part.json().isEmpty()) {
                field.set("json", part.json());
            }
        }
        return record;
    }

    private static JsonNode text(String type) {
        return JSON.getNodeFactory().textNode(type);
    }

    private static JsonNode timestamp() {
        return JSON.createObjectNode().put("type", "long").put("logicalType", "timestamp-micros");
    }

    /** The schema as a file. */
    String avsc() {
        ObjectNode schema = record(camel(name), fields);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        try {
            return JSON.writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
