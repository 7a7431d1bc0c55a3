package io.sluice.etl.model;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values that stand around a record, by group (see {@link EnvelopeGroup}) and name, each as JSON text. */
public final class EnvelopeValues {
    private static final String HEX = "0123456789abcdef";

    private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

    /** Sets a value, replacing what an outer layer set. */
    public void put(String group, String name, String json) {
        groups.computeIfAbsent(group, absent -> new LinkedHashMap<>()).put(name, json);
    }

    /** Sets a string. */
    public void putText(String group, String name, String text) {
        put(group, name, quoted(text));
    }

    /** Sets all values of others. */
    public void putAll(EnvelopeValues others) {
        others.groups.forEach((group, values) -> values.forEach((name, json) -> put(group, name, json)));
    }

    public void clear() {
        groups.clear();
    }

    /** One JSON object with an object a group. */
    public byte[] toJson() {
        StringBuilder json = new StringBuilder();
        String separator = "{";
        for (Map.Entry<String, Map<String, String>> group : groups.entrySet()) {
            json.append(separator).append(quoted(group.getKey())).append(':');
            object(json, group.getValue());
            separator = ",";
        }
        return json.append(groups.isEmpty() ? "{}" : "}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON object of values that are JSON text. */
    public static String object(Map<String, String> values) {
        StringBuilder json = new StringBuilder();
        object(json, values);
        return json.toString();
    }

    private static void object(StringBuilder json, Map<String, String> values) {
        String separator = "{";
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.append(separator).append(quoted(value.getKey())).append(':').append(value.getValue());
            separator = ",";
        }
        json.append(values.isEmpty() ? "{}" : "}");
    }

    /** A text as a JSON string; half a surrogate pair becomes a question mark. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ') {
                quoted.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xF));
            } else {
                quoted.append(character == '"' || character == '\\' ? "\\" : "").append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
