package io.sluice.etl.schema;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A hash of what changes how a record is read: names, types, nullability, defaults and JSON bindings, in order.
 *
 * <p>Docs are left out, so that they may change without a table being taken for outdated. The ledger keeps
 * fingerprints for good, so the rendering must not change.
 */
final class Fingerprint {
    private static final int BYTES = 8;

    private final StringBuilder rendering = new StringBuilder();

    private Fingerprint() {}

    /** The first 16 hexadecimal digits of the SHA-256 of the columns. */
    static String of(List<Column> columns) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.columns(columns);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(fingerprint.rendering.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private void columns(List<Column> columns) {
        rendering.append('{');
        for (Column column : columns) {
            text(column.name());
            type(column.type());
            flag(column.nullable());
            text(column.defaultValue().orElse(null));
            texts(column.json().path());
            text(column.json().time().name());
            flag(column.json().coerce());
            flag(column.json().raw());
        }
        rendering.append('}');
    }

    private void type(ColumnType type) {
        if (type instanceof ColumnType.ArrayOf array) {
            rendering.append("array");
            flag(array.nullableElements());
            type(array.element());
        } else if (type instanceof ColumnType.MapOf map) {
            rendering.append("map");
            flag(map.nullableValues());
            type(map.value());
        } else if (type instanceof ColumnType.Struct struct) {
            columns(struct.fields());
        } else if (type instanceof ColumnType.Enumeration enumeration) {
            rendering.append("enum");
            texts(enumeration.symbols());
        } else if (type instanceof ColumnType.Timestamp timestamp) {
            text(timestamp.millis() ? "timestamp-millis" : "timestamp-micros");
        } else {
            text(type.sql());
        }
    }

    private void texts(List<String> values) {
        rendering.append('[');
        values.forEach(this::text);
        rendering.append(']');
    }

    /** Lengths keep neighbouring texts from running into each other. */
    private void text(String value) {
        if (value == null) {
            rendering.append('-');
        } else {
            rendering.append(value.length()).append(':').append(value);
        }
    }

    private void flag(boolean value) {
        rendering.append(value ? '+' : '!');
    }
}
