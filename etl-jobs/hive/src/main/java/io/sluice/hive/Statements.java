package io.sluice.hive;

import java.util.ArrayList;
import java.util.List;

/** Takes a script apart: statements end with a semicolon, comments begin with two dashes. */
final class Statements {
    private final String script;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();

    private Statements(String script) {
        this.script = script;
    }

    /**
     * The statements of a script without their comments, which HiveServer2 does not accept before a {@code SET}.
     * Semicolons and dashes within quotes do not count.
     */
    static List<String> split(String script) {
        return new Statements(script).split();
    }

    private List<String> split() {
        int at = 0;
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == ';') {
                end();
                at++;
            } else if (script.startsWith("--", at)) {
                int lineEnd = script.indexOf('\n', at);
                at = lineEnd < 0 ? script.length() : lineEnd;
            } else {
                int end = c == '\'' || c == '"' || c == '`' ? endOfQuoted(at, c) : at + 1;
                statement.append(script, at, end);
                at = end;
            }
        }
        end();
        return statements;
    }

    private int endOfQuoted(int at, char quote) {
        int i = at + 1;
        while (i < script.length() && script.charAt(i) != quote) {
            i += script.charAt(i) == '\\' && quote != '`' ? 2 : 1;
        }
        return Math.min(i + 1, script.length());
    }

    private void end() {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
        statement.setLength(0);
    }
}
