package io.sluice.hive;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints a result as a table, as Spark prints its own. */
final class TextTable {
    private static final int MAX_ROWS = 1_000;

    private TextTable() {}

    static void print(ResultSet result, PrintWriter out) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        int width = columns.getColumnCount();
        List<String[]> rows = new ArrayList<>();
        String[] header = new String[width];
        for (int i = 0; i < width; i++) {
            header[i] = columns.getColumnLabel(i + 1);
        }
        rows.add(header);
        boolean more = result.next();
        while (more && rows.size() <= MAX_ROWS) {
            String[] row = new String[width];
            for (int i = 0; i < width; i++) {
                String value = result.getString(i + 1);
                row[i] = value == null ? "NULL" : value.replace("\n", "\\n").replace("\r", "\\r");
            }
            rows.add(row);
            more = result.next();
        }
        print(rows, out);
        if (more) {
            out.println("only the first " + MAX_ROWS + " rows; --format csv or json prints all");
        }
    }

    private static void print(List<String[]> rows, PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], columnsOf(row[i]))));
        String ruler = Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("+", "+", "+"));
        out.println(ruler);
        for (String[] row : rows) {
            out.println(IntStream.range(0, widths.length)
                    .mapToObj(i -> row[i] + " ".repeat(widths[i] - columnsOf(row[i])))
                    .collect(Collectors.joining("|", "|", "|")));
            if (row == rows.get(0)) {
                out.println(ruler);
            }
        }
        out.println(ruler);
    }

    /** How many columns of a terminal a text takes: East Asian letters and emoji take two. */
    private static int columnsOf(String text) {
        return text.codePoints().map(TextTable::columnsOf).sum();
    }

    private static int columnsOf(int codePoint) {
        if (Character.getType(codePoint) == Character.NON_SPACING_MARK) {
            return 0;
        }
        boolean wide = Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HANGUL
                || Character.isIdeographic(codePoint)
                || codePoint >= 0x3000 && codePoint <= 0x30FF
                || codePoint >= 0xFF01 && codePoint <= 0xFF60
                || codePoint >= 0x1F300 && codePoint <= 0x1FAFF;
        return wide ? 2 : 1;
    }
}
