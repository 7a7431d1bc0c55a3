package io.sluice.etl.model;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Folder names of partitions, as Hive writes and reads them ({@code FileUtils.escapePathName}). A table without partition
 * columns is one partition, whose path is empty.
 */
public final class PartitionPath {
    /** The path of the one partition of a table without partition columns. */
    public static final String WHOLE_TABLE = "";
    /** What stands for a null or empty value. */
    public static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";

    private PartitionPath() {}

    /** {@code column=value}, the value escaped; null and empty become {@link #NULL_VALUE}. */
    public static String segment(String column, String value) {
        return column + "=" + (value == null || value.isEmpty() ? NULL_VALUE : escape(value));
    }

    /** The folder of a partition below another. */
    public static String below(String folder, String partition) {
        return partition.isEmpty() ? folder : folder + "/" + partition;
    }

    /** The columns and values of a path made of segments, in order; null values stay {@link #NULL_VALUE}. */
    public static Map<String, String> values(String partition) {
        Map<String, String> values = new LinkedHashMap<>();
        if (partition.isEmpty()) {
            return values;
        }
        for (String segment : partition.split("/", -1)) {
            int equals = segment.indexOf('=');
            values.put(segment.substring(0, equals), unescape(segment.substring(equals + 1)));
        }
        return values;
    }

    private static String escape(String value) {
        StringBuilder escaped = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                escaped.append('%').append(String.format("%02X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String unescape(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        StringBuilder value = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%' && i + 2 < name.length()) {
                value.append((char) Integer.parseInt(name.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                value.append(name.charAt(i));
            }
        }
        return value.toString();
    }

    /** Order of paths as unsigned UTF-8 bytes, the order in which files win. */
    public static int compareAsBytes(String left, String right) {
        return java.util.Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
