package io.sluice.etl.cli;

import io.sluice.etl.model.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of SQL: variables put in, statements taken apart. */
final class SqlScript {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.]*)}");
    /** What names, dates, numbers and paths are made of; nothing that could end a literal or begin a statement. */
    private static final Pattern SAFE_VALUE = Pattern.compile("[\\p{L}\\p{N}_.,:/@+ -]*");

    private static final String COMMENT = "--";

    private SqlScript() {}

    /**
     * Puts values in the place of <code>${name}</code>.
     *
     * @throws SluiceException of outcome {@code invalid} when a variable has no value, or one that could change the
     *     meaning of the statement
     */
    static String substitute(String script, Map<String, String> variables) {
        return VARIABLE.matcher(script).replaceAll(found -> {
            String name = found.group(1);
            String value = variables.get(name);
            if (value == null) {
                throw SluiceException.invalid("SQL: ${%s} has no value; give --var %s=...".formatted(name, name));
            }
            if (!SAFE_VALUE.matcher(value).matches() || value.contains(COMMENT)) {
                throw SluiceException.invalid(
                        "--var %s=%s: a value is letters, digits, blanks and any of _ . , : / @ + - (but not --)"
                                .formatted(name, value));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** Statements between semicolons; those within quotes and comments do not count. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < script.length()) {
            char c = script.charAt(i);
            if (c == ';') {
                add(statements, script.substring(start, i));
                start = ++i;
            } else {
                i = skip(script, i, c);
            }
        }
        add(statements, script.substring(start));
        return statements;
    }

    /** The index after the character, or after the literal or comment that begins with it. */
    private static int skip(String script, int at, char c) {
        if (c == '\'' || c == '"' || c == '`') {
            return endOfQuoted(script, at, c);
        }
        if (script.startsWith(COMMENT, at)) {
            int end = script.indexOf('\n', at);
            return end < 0 ? script.length() : end + 1;
        }
        if (script.startsWith("/*", at)) {
            int end = script.indexOf("*/", at + 2);
            return end < 0 ? script.length() : end + 2;
        }
        return at + 1;
    }

    private static int endOfQuoted(String script, int at, char quote) {
        int i = at + 1;
        while (i < script.length() && script.charAt(i) != quote) {
            i += script.charAt(i) == '\\' && quote != '`' ? 2 : 1;
        }
        return Math.min(i + 1, script.length());
    }

    private static void add(List<String> statements, String text) {
        boolean onlyComments =
                text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith(COMMENT));
        if (!onlyComments) {
            statements.add(text.strip());
        }
    }
}
