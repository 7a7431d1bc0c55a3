package io.sluice.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * A schema without lifted values: what lies at {@code user.login} is a record {@code user} with a field {@code login}.
 *
 * <p>So all contenders read the same columns without any of them having to rename one.
 */
final class RawSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private int records;

    private RawSchema() {}

    static String of(String avsc) throws IOException {
        JsonNode schema = JSON.readTree(avsc);
        new RawSchema().lower(schema);
        return schema.toPrettyString();
    }

    private void lower(JsonNode node) {
        if (node.isArray() || !node.has("fields")) {
            node.forEach(this::lower);
            return;
        }
        ArrayNode fields = (ArrayNode) node.get("fields");
        for (int i = 0; i < fields.size(); i++) {
            ObjectNode field = (ObjectNode) fields.get(i);
            String path = field.path("json").path("path").asText();
            if (path.contains(".")) {
                fields.set(i, nested(field, path));
            } else {
                lower(field.get("type"));
            }
        }
    }

    private ObjectNode nested(ObjectNode field, String path) {
        String[] names = path.split("\\.");
        ObjectNode leaf = JSON.createObjectNode().put("name", names[1]);
        leaf.set("type", field.get("type"));
        leaf.set("default", field.get("default"));
        ObjectNode inner = JSON.createObjectNode().put("type", "record").put("name", "Nested" + ++records);
        inner.putArray("fields").add(leaf);
        ObjectNode outer = JSON.createObjectNode().put("name", names[0]);
        outer.putArray("type").add("null").add(inner);
        outer.putNull("default");
        return outer;
    }
}
