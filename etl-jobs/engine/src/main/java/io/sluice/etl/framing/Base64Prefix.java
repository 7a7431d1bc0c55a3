package io.sluice.etl.framing;

import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fields of a Kafka record with commas between, as Aiven's sink connectors write {@code format.output.type=csv}: key and
 * value in base64, offset and timestamp as they are, headers as pairs in base64.
 *
 * <p>An empty value is a tombstone.
 */
final class Base64Prefix implements Prefix {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final List<String> fields;

    /** @param fields names in the order of the line; one of them is {@code value} */
    Base64Prefix(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    @Override
    public Inner takeOff(byte[] bytes, int from, int to, EnvelopeValues values) {
        if (bytes[from] == '{' || bytes[from] == '[') {
            return null;
        }
        String[] texts = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).split(",", -1);
        if (texts.length != fields.size()) {
            return null;
        }
        try {
            byte[] value = null;
            for (int i = 0; i < texts.length; i++) {
                if (fields.get(i).equals("value")) {
                    value = texts[i].isEmpty() ? NULL : Base64.getDecoder().decode(texts[i]);
                } else if (!texts[i].isEmpty()) {
                    values.put(EnvelopeGroup.KAFKA, fields.get(i), json(fields.get(i), texts[i]));
                }
            }
            return new Inner(value, 0, value.length);
        } catch (IllegalArgumentException notBase64) {
            values.clear();
            return null;
        }
    }

    private static String json(String field, String text) {
        return switch (field) {
            case "key" -> EnvelopeValues.quoted(decoded(text));
            case "headers" -> headers(text);
            default -> text.matches("[0-9]{1,18}") ? text : EnvelopeValues.quoted(text);
        };
    }

    private static String headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        Arrays.stream(text.split(";")).filter(pair -> pair.contains(":")).forEach(pair -> {
            String[] parts = pair.split(":", 2);
            headers.put(decoded(parts[0]), EnvelopeValues.quoted(decoded(parts[1])));
        });
        return EnvelopeValues.object(headers);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
