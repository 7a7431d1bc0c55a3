package io.sluice.hive;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How query results are printed. */
enum ResultFormat {
    /** Columns side by side. */
    TABLE {
        @Override
        void print(ResultSet result, PrintWriter out) throws SQLException {
            TextTable.print(result, out);
        }
    },
    /** A header and a line a row, quoted where RFC 4180 asks for it; NULL is empty. */
    CSV {
        @Override
        void print(ResultSet result, PrintWriter out) throws SQLException {
            int columns = result.getMetaData().getColumnCount();
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= columns; i++) {
                line.append(i == 1 ? "" : ",")
                        .append(quoted(result.getMetaData().getColumnLabel(i)));
            }
            out.println(line);
            while (result.next()) {
                line.setLength(0);
                for (int i = 1; i <= columns; i++) {
                    line.append(i == 1 ? "" : ",").append(quoted(result.getString(i)));
                }
                out.println(line);
            }
        }
    },
    /** A JSON object a line. */
    JSON {
        @Override
        void print(ResultSet result, PrintWriter out) throws SQLException {
            JsonLines.print(result, out);
        }
    };

    abstract void print(ResultSet result, PrintWriter out) throws SQLException;

    private static String quoted(String value) {
        if (value == null) {
            return "";
        }
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
