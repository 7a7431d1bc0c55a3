package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/**
 * Keys as people write them: one column's value as it is, several as a JSON array of texts, content as the hexadecimal
 * digits of its digest.
 */
public final class KeyText implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean content;
    private final ArrayList<KeyColumn> columns;

    KeyText(Dedup dedup, StructType row) {
        this.content = dedup.strategy() == Dedup.Strategy.DISTINCT;
        this.columns = new ArrayList<>(
                dedup.key().stream().map(path -> KeyColumn.of(row, path)).toList());
    }

    /** The text of a key in the form of a narrow row. */
    String of(byte[] key) {
        return content ? HexFormat.of().formatHex(key) : of(values(key));
    }

    /** The values of the columns, each as text. */
    List<String> values(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        List<String> values = new ArrayList<>(columns.size());
        for (KeyColumn column : columns) {
            values.add(column.readText(bytes));
        }
        return values;
    }

    /** How many bytes the last column takes at the end of a key; it is a whole number. */
    int lastBytes() {
        return columns.get(columns.size() - 1).integralBytes();
    }

    /** The text of a key whose columns have these values. */
    public static String of(List<String> values) {
        if (values.size() == 1) {
            return values.get(0);
        }
        return values.stream()
                .map(value -> value == null ? "null" : '"' + escaped(value) + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
