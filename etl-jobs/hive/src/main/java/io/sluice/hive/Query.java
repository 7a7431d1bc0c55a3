package io.sluice.hive;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Asks HiveServer2 and prints what it answers. */
final class Query {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private Query() {}

    /**
     * Runs statements one after the other in one session, and starts the sandbox before if need be.
     *
     * @throws SandboxException at the first statement that fails; those before it have been done
     */
    static void run(Sandbox sandbox, List<String> statements, QueryOptions options, PrintWriter out)
            throws IOException, InterruptedException {
        check(options.variables());
        SandboxState state = sandbox.startIfNeeded();
        try (Connection connection = DriverManager.getConnection(state.ports().jdbcUrl());
                Statement session = connection.createStatement()) {
            prepare(session, options.variables());
            for (String statement : statements) {
                if (session.execute(statement)) {
                    try (ResultSet result = session.getResultSet()) {
                        options.format().print(result, out);
                    }
                }
            }
        } catch (SQLException failure) {
            throw SandboxException.failed(failure.getMessage(), failure);
        }
    }

    private static void check(Map<String, String> variables) {
        variables.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw SandboxException.invalid(
                        "--var %s=%s: a name is letters, digits, _ and ., and does not begin with a digit"
                                .formatted(name, value));
            }
        });
    }

    private static void prepare(Statement session, Map<String, String> variables) throws SQLException {
        session.execute("SET hive.resultset.use.unique.column.names=false"); // plain names, not table.column
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            session.execute("SET hivevar:%s=%s".formatted(variable.getKey(), variable.getValue()));
        }
    }
}
