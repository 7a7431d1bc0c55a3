package io.sluice.etl.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/** The rule of column names: Hive's ORC reader loses nested names with capitals, so all are lower_snake_case. */
public final class ColumnName {
    private static final Pattern RULE = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^_+|_+$");

    private ColumnName() {}

    static boolean valid(String name) {
        return RULE.matcher(name).matches();
    }

    /** The nearest valid name: {@code userID} gives {@code user_id}. */
    public static String suggestionFor(String name) {
        String split = WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
        String snake = EDGES.matcher(OTHER.matcher(split).replaceAll("_")).replaceAll("");
        return valid(snake) ? snake : EDGES.matcher("field_" + snake).replaceAll("");
    }
}
