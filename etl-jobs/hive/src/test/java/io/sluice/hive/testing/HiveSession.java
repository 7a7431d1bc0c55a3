package io.sluice.hive.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A session of HiveServer2 that gives answers as text. */
public final class HiveSession implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;

    /** Opens a session with settings such as {@code hive.fetch.task.conversion=none}. */
    public HiveSession(String... settings) throws SQLException {
        connection = HiveSandbox.shared().jdbc();
        statement = connection.createStatement();
        for (String setting : settings) {
            statement.execute("SET " + setting);
        }
    }

    /** Rows of a query, each a list of what {@code getString} gives. */
    public List<List<String>> rows(String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The only value of a query. */
    public String value(String sql) throws SQLException {
        return rows(sql).get(0).get(0);
    }

    /** A statement without an answer. */
    public void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.close();
    }
}
