package io.sluice.etl.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How query results are printed. */
enum ResultFormat {
    /** Columns side by side, values as Spark shows them. */
    TABLE {
        @Override
        void print(Dataset<Row> result, PrintWriter out) {
            out.print(((org.apache.spark.sql.classic.Dataset<Row>) result).showString(MAX_ROWS, 0, false));
            out.flush();
        }
    },
    /** A header and a line a row, quoted where RFC 4180 asks for it. */
    CSV {
        @Override
        void print(Dataset<Row> result, PrintWriter out) {
            out.println(
                    Arrays.stream(result.columns()).map(ResultFormat::quoted).collect(Collectors.joining(",")));
            for (Row row : rows(result.selectExpr(castToText(result)))) {
                out.println(IntStream.range(0, row.size())
                        .mapToObj(i -> row.isNullAt(i) ? "" : quoted(row.getString(i)))
                        .collect(Collectors.joining(",")));
            }
            out.flush();
        }
    },
    /** A JSON object a line. */
    JSON {
        @Override
        void print(Dataset<Row> result, PrintWriter out) {
            Iterator<String> lines = result.toJSON().toLocalIterator();
            lines.forEachRemaining(out::println);
            out.flush();
        }
    };

    private static final int MAX_ROWS = 1_000;

    abstract void print(Dataset<Row> result, PrintWriter out);

    private static Iterable<Row> rows(Dataset<Row> result) {
        return result::toLocalIterator;
    }

    private static String[] castToText(Dataset<Row> result) {
        return List.of(result.columns()).stream()
                .map(name -> "CAST(`" + name.replace("`", "``") + "` AS STRING)")
                .toArray(String[]::new);
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
