package io.sluice.etl.model;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A named, typed place in a record, and where in the JSON its value lies.
 *
 * @param name lower_snake_case, because Hive's ORC reader loses nested names with capitals
 * @param nullable whether JSON null, or absence without a default, is a null
 * @param defaultJson the value of an absent field as JSON text that the type itself accepts; null when there is none
 * @param doc the schema's description, which becomes the column comment; empty when there is none
 * @param json how the value is found and read
 */
public record Column(String name, ColumnType type, boolean nullable, String defaultJson, String doc, Json json)
        implements Serializable {

    /** How a number that stands for a time is counted. */
    public enum TimeFormat {
        ISO,
        EPOCH_SECONDS,
        EPOCH_MILLIS,
        EPOCH_MICROS
    }

    /**
     * The {@code json} property of a schema field.
     *
     * @param path names from the enclosing object down to the value, at least one
     * @param time how numbers are read where the type is a timestamp
     * @param coerce whether numbers and booleans are taken from strings, and strings from numbers and booleans
     * @param raw whether the value's JSON text is taken as it stands, into a string
     */
    public record Json(List<String> path, TimeFormat time, boolean coerce, boolean raw) implements Serializable {
        public Json {
            path = List.copyOf(path);
        }

        /** The plain binding of a field to the JSON name that equals its own. */
        public static Json named(String name) {
            return new Json(List.of(name), TimeFormat.ISO, false, false);
        }
    }

    /** The default as JSON text, if the schema gives one. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultJson);
    }
}
