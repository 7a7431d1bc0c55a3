package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.etl.model.Envelope;
import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An envelope that is JSON itself. A record that does not lie in it stays as it is. */
enum Layer {
    /** The content of a string that holds an object. */
    STRING {
        @Override
        JsonRange peel(JsonRange json, JsonInput input, EnvelopeValues values) {
            if (!json.begins('"')) {
                return json;
            }
            Utf8Scratch content = new Utf8Scratch();
            content.appendEscaped(json.bytes(), json.from() + 1, json.to() - 1);
            int from = ByteScan.notBlank(content.bytes(), 0, content.length());
            JsonRange inner = new JsonRange(content.bytes(), from, content.length());
            return inner.begins('{') || inner.isNull() ? inner : json;
        }
    },

    /** Kafka Connect's schema and payload. */
    CONNECT {
        @Override
        JsonRange peel(JsonRange json, JsonInput input, EnvelopeValues values) throws IOException {
            Map<String, JsonRange> members = members(json, input, CONNECT_NAMES);
            return members.size() == CONNECT_NAMES.size() ? members.get("payload") : json;
        }
    },

    /** A Kafka record's parts. */
    KAFKA {
        @Override
        JsonRange peel(JsonRange json, JsonInput input, EnvelopeValues values) throws IOException {
            Map<String, JsonRange> members = members(json, input, KAFKA_NAMES);
            JsonRange value = members.remove("value");
            if (value == null) {
                return json;
            }
            JsonRange headers = members.get("headers");
            if (headers != null && headers.begins('[')) {
                values.put(EnvelopeGroup.KAFKA, "headers", byKey(headers, input));
                members.remove("headers");
            }
            members.forEach((name, member) -> values.put(EnvelopeGroup.KAFKA, name, member.text()));
            return value;
        }
    },

    /** A change of a row: what it is after the change, or was before where it is gone. */
    DEBEZIUM {
        @Override
        JsonRange peel(JsonRange json, JsonInput input, EnvelopeValues values) throws IOException {
            Map<String, JsonRange> members = members(json, input, Set.of());
            JsonRange after = members.remove("after");
            JsonRange before = members.remove("before");
            boolean change = members.containsKey("op") && (after != null || before != null);
            if (!change) {
                return json;
            }
            members.forEach((name, member) -> values.put(EnvelopeGroup.DEBEZIUM, name, member.text()));
            return after == null || after.isNull() && before != null ? before : after;
        }
    };

    private static final Set<String> CONNECT_NAMES = Set.of("schema", "payload");
    private static final Set<String> HEADER_NAMES = Set.of("key", "value");
    private static final Set<String> KAFKA_NAMES =
            Set.of("key", "value", "offset", "timestamp", "headers", "topic", "partition");

    /** What is left of a value when this envelope is taken off; noted values are JSON text. */
    abstract JsonRange peel(JsonRange json, JsonInput input, EnvelopeValues values) throws IOException;

    /** The layers among envelopes, from the outside in. */
    static List<Layer> of(List<Envelope> envelopes) {
        List<Layer> layers = new ArrayList<>();
        for (Envelope envelope : envelopes) {
            switch (envelope) {
                case JSON_STRING -> layers.add(STRING);
                case CONNECT_SCHEMA -> layers.add(CONNECT);
                case KAFKA_FIELDS -> layers.add(KAFKA);
                case DEBEZIUM -> layers.add(DEBEZIUM);
                case FLUENTD_LINE, FLUME_LINE, FLUME_EVENT, BASE64_FIELDS -> {}
            }
        }
        return List.copyOf(layers);
    }

    /**
     * The members of an object, of those of one name the last.
     *
     * @param only names that the object may have; any when empty
     * @return none where it is no object or has another name
     */
    private static Map<String, JsonRange> members(JsonRange json, JsonInput input, Set<String> only)
            throws IOException {
        Map<String, JsonRange> members = new LinkedHashMap<>();
        if (!json.begins('{')) {
            return members;
        }
        try (JsonCursor in = input.open(json.bytes(), json.from(), json.to())) {
            in.next();
            while (in.nextName()) {
                String name = in.name();
                if (!only.isEmpty() && !only.contains(name)) {
                    return new LinkedHashMap<>();
                }
                in.next();
                members.put(name, value(in));
            }
        }
        return members;
    }

    /** The value at the cursor, which is moved to its end. */
    private static JsonRange value(JsonCursor in) throws IOException {
        int from = in.start();
        in.pass();
        return new JsonRange(in.bytes(), from, in.end());
    }

    /** An array of objects with {@code key} and {@code value} as one object. */
    private static String byKey(JsonRange array, JsonInput input) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonCursor in = input.open(array.bytes(), array.from(), array.to())) {
            in.next();
            while (in.next() != JsonToken.END_ARRAY) {
                Map<String, JsonRange> header = members(value(in), input, HEADER_NAMES);
                if (header.containsKey("key") && header.get("key").begins('"')) {
                    String quoted = header.get("key").text();
                    JsonRange value = header.get("value");
                    values.put(quoted, value == null ? "null" : value.text());
                }
            }
        }
        StringBuilder object = new StringBuilder("{");
        values.forEach((quoted, json) -> object.append(object.length() > 1 ? "," : "")
                .append(quoted)
                .append(':')
                .append(json));
        return object.append('}').toString();
    }
}
