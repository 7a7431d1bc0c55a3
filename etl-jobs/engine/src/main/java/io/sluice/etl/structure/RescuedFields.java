package io.sluice.etl.structure;

import io.sluice.etl.structure.UnknownFields.UnknownField;
import java.util.List;

/** Writes unknown fields as one JSON object: their paths, and their values as they stand in the record. */
final class RescuedFields {
    private static final String HEX = "0123456789abcdef";

    private RescuedFields() {}

    static void write(List<UnknownField> fields, byte[] bytes, Utf8Scratch json) {
        json.clear();
        String separator = "{";
        for (UnknownField field : fields) {
            json.append(separator + quoted(field.path()) + ":");
            json.append(bytes, field.start(), field.end() - field.start());
            separator = ",";
        }
        json.append("}");
    }

    private static String quoted(String text) {
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
