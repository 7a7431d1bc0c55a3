package io.sluice.etl.pipeline.peek;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A field of a drafted schema.
 *
 * @param type as Avro writes it, without null
 * @param json the {@code json} property; empty when there is none
 * @param always whether every record of the sample has a value
 */
record DraftField(String name, JsonNode type, ObjectNode json, Shape shape, boolean always) {
    boolean time() {
        return type.path("logicalType").asText().startsWith("timestamp");
    }

    /** Whether it can be a key: a single value that is written in one way only. */
    boolean scalar() {
        return time() || type.isTextual() && !type.asText().equals("double");
    }
}
