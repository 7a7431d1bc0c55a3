package io.sluice.etl.schema;

import org.apache.avro.JsonProperties;

/** Renders values of a schema for messages. */
final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    static String value(Object value) {
        if (value == JsonProperties.NULL_VALUE) {
            return "null";
        }
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return value instanceof String ? '"' + cut + '"' : cut;
    }
}
