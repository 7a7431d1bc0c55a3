package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;

/** How JSON is shown in messages: as it stands in the record, shortened. */
final class MessageText {
    private static final int LONGEST_EXCERPT = 80;
    private static final int LONGEST_PATH = 256;
    private static final int BYTES_BEFORE_FAULT = 30;
    private static final int LONGEST_CHARACTER = 4;
    private static final String ELLIPSIS = "…";

    private MessageText() {}

    /** What the grammar calls the value that begins with a token. */
    static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "object";
            case START_ARRAY -> "array";
            case VALUE_STRING -> "string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_TRUE, VALUE_FALSE -> "boolean";
            case VALUE_NULL -> "null";
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    /** The text of bytes that are UTF-8, or its beginning. */
    static String excerpt(byte[] bytes, int from, int to) {
        int count = Math.min(to - from, (LONGEST_EXCERPT + 1) * LONGEST_CHARACTER);
        return shortened(new String(bytes, from, count, StandardCharsets.UTF_8), LONGEST_EXCERPT);
    }

    /** The text around a fault of syntax. */
    static String around(byte[] bytes, int from, int fault, int to) {
        int start = Math.max(from, fault - BYTES_BEFORE_FAULT);
        while (start > from && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        String text = excerpt(bytes, start, to);
        return start > from ? ELLIPSIS + text : text;
    }

    static String shortenedPath(String path) {
        return shortened(path, LONGEST_PATH);
    }

    private static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + ELLIPSIS;
    }
}
