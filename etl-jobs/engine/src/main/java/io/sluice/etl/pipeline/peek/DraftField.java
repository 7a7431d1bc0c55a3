package io.sluice.etl.pipeline.peek;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A field of a drafted schema, of those at its top.
 *
 * @param type as Avro writes it, without null
 * @param json the {@code json} property; empty when there is none
 * @param always whether every record of the sample has a value
 */
record DraftField(String name, JsonNode type, ObjectNode json, Shape shape, boolean always) {
    boolean time() {
        return type.path("logicalType").asText().startsWith("timestamp");
    }

    /** What a record has for it, which is missing where it has nothing. */
    JsonNode valueIn(SampledRecord record) {
        String[] path = json.path("path").asText(name).split("\\.");
        return path.length == 1
                ? record.payload().path(path[0])
                : record.around().path(path[0]).path(path[1]);
    }
}
