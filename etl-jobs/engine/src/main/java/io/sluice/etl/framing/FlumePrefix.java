package io.sluice.etl.framing;

import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Java map of headers, a space, and the body: {@code {host=web1, id=7} {"a":1}}, as Flume's
 * {@code HeaderAndBodyTextEventSerializer} writes {@code event.getHeaders() + " "}.
 *
 * <p>The text of a map is not escaped, so a header holds whatever stands up to the next {@code , name=}.
 */
final class FlumePrefix implements Prefix {
    @Override
    public Inner takeOff(byte[] bytes, int from, int to, EnvelopeValues values) {
        if (bytes[from] != '{' || isJson(bytes, from, to)) {
            return null;
        }
        int body = body(bytes, from, to);
        if (body < 0) {
            return null;
        }
        String headers = new String(bytes, from + 1, body - from - 3, StandardCharsets.UTF_8);
        values.put(EnvelopeGroup.FLUME, "headers", json(headers));
        return new Inner(bytes, body, to - body);
    }

    /** Whether a line begins as an object does; one that is empty and has something behind it is a map of no headers. */
    private static boolean isJson(byte[] bytes, int from, int to) {
        int at = from + 1;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        return at >= to || bytes[at] == '"' || bytes[at] == '}' && (at + 2 >= to || bytes[at + 1] != ' ');
    }

    /** Index after the headers' closing brace and space where JSON begins; else after the first such pair; else -1. */
    private static int body(byte[] bytes, int from, int to) {
        int first = -1;
        for (int at = from; at + 1 < to; at++) {
            if (bytes[at] == '}' && bytes[at + 1] == ' ') {
                first = first < 0 ? at + 2 : first;
                if (at + 2 < to && bytes[at + 2] == '{') {
                    return at + 2;
                }
            }
        }
        return first;
    }

    private static String json(String headers) {
        Map<String, String> values = new LinkedHashMap<>();
        String name = null;
        StringBuilder value = new StringBuilder();
        for (String piece : headers.split(", ", -1)) {
            int equals = piece.indexOf('=');
            if (equals < 0) {
                value.append(", ").append(piece);
                continue;
            }
            put(values, name, value);
            name = piece.substring(0, equals);
            value = new StringBuilder(piece.substring(equals + 1));
        }
        put(values, name, value);
        return EnvelopeValues.object(values);
    }

    private static void put(Map<String, String> values, String name, StringBuilder value) {
        if (name != null) {
            values.put(name, EnvelopeValues.quoted(value.toString()));
        }
    }
}
