package io.sluice.etl.framing;

import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
        int[] commas = commas(bytes, from, to);
        if (commas.length != fields.size() + 1) {
            return null;
        }
        try {
            Inner value = null;
            for (int i = 0; i < fields.size(); i++) {
                int start = commas[i] + 1;
                int length = commas[i + 1] - start;
                if (fields.get(i).equals("value")) {
                    value = value(bytes, start, length);
                } else if (length > 0) {
                    String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
                    values.put(EnvelopeGroup.KAFKA, fields.get(i), json(fields.get(i), text));
                }
            }
            return value;
        } catch (IllegalArgumentException notBase64) {
            values.clear();
            return null;
        }
    }

    /** Indices of the commas, of one before the first field, and of one behind the last. */
    private static int[] commas(byte[] bytes, int from, int to) {
        IntStream inside = IntStream.range(from, to).filter(at -> bytes[at] == ',');
        return IntStream.concat(IntStream.concat(IntStream.of(from - 1), inside), IntStream.of(to))
                .toArray();
    }

    /** Decodes in place: a value may be as long as the longest record. */
    private static Inner value(byte[] bytes, int start, int length) {
        if (length == 0) {
            return new Inner(NULL, 0, NULL.length);
        }
        ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, start, length));
        return new Inner(decoded.array(), decoded.arrayOffset(), decoded.remaining());
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
