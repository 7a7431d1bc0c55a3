package io.sluice.etl.testing;

import static io.sluice.etl.testing.Jobs.column;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** A column of every type that a schema can name, and rows that strain them. */
public final class EveryType {
    private static final ColumnType TEXT = new ColumnType.Text();
    private static final ColumnType LEAF = new ColumnType.Struct(List.of(
            column("n", new ColumnType.Int32()),
            column("at", new ColumnType.Timestamp(false)),
            column("amount", new ColumnType.Decimal(38, 18)),
            column("tags", new ColumnType.MapOf(new ColumnType.ArrayOf(TEXT, true), true))));
    private static final Instant MICROS = Instant.parse("2021-07-21T23:59:59.999999Z");

    private EveryType() {}

    /** The columns; the first is the row's number. */
    public static Column[] columns() {
        return new Column[] {
            column("id", new ColumnType.Int64()),
            column("words", TEXT),
            column("symbol", new ColumnType.Enumeration(List.of("RED", "GREEN"))),
            column("small", new ColumnType.Int32()),
            column("large", new ColumnType.Int64()),
            column("single", new ColumnType.Float32()),
            column("precise", new ColumnType.Float64()),
            column("flag", new ColumnType.Bool()),
            column("digit", new ColumnType.Decimal(1, 0)),
            column("price", new ColumnType.Decimal(9, 2)),
            column("sum", new ColumnType.Decimal(18, 6)),
            column("huge", new ColumnType.Decimal(38, 10)),
            column("fraction", new ColumnType.Decimal(38, 38)),
            column("day", new ColumnType.CalendarDate()),
            column("at", new ColumnType.Timestamp(false)),
            column("at_millis", new ColumnType.Timestamp(true)),
            column("bytes", new ColumnType.Binary()),
            column("names", new ColumnType.ArrayOf(TEXT, true)),
            column("matrix", new ColumnType.ArrayOf(new ColumnType.ArrayOf(new ColumnType.Float64(), false), true)),
            column("counts", new ColumnType.MapOf(new ColumnType.Int64(), true)),
            column("leaf_by_name", new ColumnType.MapOf(LEAF, true)),
            column(
                    "tree",
                    new ColumnType.Struct(List.of(
                            column("name", TEXT),
                            column("leaves", new ColumnType.ArrayOf(LEAF, true)),
                            column(
                                    "root",
                                    new ColumnType.Struct(List.of(column("day", new ColumnType.CalendarDate())))))))
        };
    }

    /** Rows of the columns, among them the ordinary row with each column in turn missing. */
    public static List<Row> rows() {
        List<Object[]> rows = new ArrayList<>(List.of(
                ordinary(), smallest(), greatest(), ancient(), empty(), hollow(), new Object[ordinary().length]));
        for (int i = 1; i < ordinary().length; i++) {
            Object[] missingOne = ordinary();
            missingOne[i] = null;
            rows.add(missingOne);
        }
        List<Row> numbered = new ArrayList<>();
        for (Object[] row : rows) {
            row[0] = (long) numbered.size();
            numbered.add(RowFactory.create(row));
        }
        return numbered;
    }

    private static Object[] ordinary() {
        Object leaf = RowFactory.create(
                7, MICROS, new BigDecimal("12345678901234567890.123456789012345678"), map("색", list("빨강", "😀")));
        return new Object[] {
            null,
            "서울의 밤 🌃 — it's \"quoted\"\n\t\\",
            "GREEN",
            -42,
            9_007_199_254_740_993L,
            0.1f,
            0.1,
            true,
            new BigDecimal("9"),
            new BigDecimal("1234567.89"),
            new BigDecimal("-123456789012.345678"),
            new BigDecimal("1234567890123456789012345678.0123456789"),
            new BigDecimal("0.12345678901234567890123456789012345678"),
            LocalDate.parse("2021-07-21"),
            MICROS,
            Instant.parse("2021-07-21T23:59:59.999Z"),
            new byte[] {0, 1, -1, 127, -128},
            list("a", "나", "👩‍👩‍👧"),
            list(list(1.5, -2.5), list()),
            map("하나", 1L, "two", 2L),
            map("first", leaf),
            RowFactory.create("tree", list(leaf, leaf), RowFactory.create(LocalDate.parse("1999-12-31")))
        };
    }

    private static Object[] smallest() {
        Object leaf = RowFactory.create(
                Integer.MIN_VALUE,
                Instant.parse("0001-01-01T00:00:00Z"),
                new BigDecimal("-" + "9".repeat(20) + "." + "9".repeat(18)),
                null);
        return new Object[] {
            null,
            "",
            "RED",
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            -Float.MAX_VALUE,
            -Double.MAX_VALUE,
            false,
            new BigDecimal("-9"),
            new BigDecimal("-9999999.99"),
            new BigDecimal("-999999999999.999999"),
            new BigDecimal("-" + "9".repeat(28) + "." + "9".repeat(10)),
            new BigDecimal("-0." + "9".repeat(38)),
            LocalDate.parse("0001-01-01"),
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("0001-01-01T00:00:00.001Z"),
            new byte[0],
            list(""),
            list(list(-Double.MAX_VALUE, Double.MIN_VALUE)),
            map("", Long.MIN_VALUE),
            map("", leaf),
            RowFactory.create("", list(leaf), RowFactory.create(LocalDate.parse("0001-01-01")))
        };
    }

    private static Object[] greatest() {
        Object leaf = RowFactory.create(
                Integer.MAX_VALUE,
                Instant.parse("9999-12-31T23:59:59.999999Z"),
                new BigDecimal("9".repeat(20) + "." + "9".repeat(18)),
                map());
        return new Object[] {
            null,
            "\uFFFD\uD83D\uDE00\u0001\u007F".repeat(1_000),
            "GREEN",
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Float.MAX_VALUE,
            Double.MAX_VALUE,
            true,
            new BigDecimal("9"),
            new BigDecimal("9999999.99"),
            new BigDecimal("999999999999.999999"),
            new BigDecimal("9".repeat(28) + "." + "9".repeat(10)),
            new BigDecimal("0." + "9".repeat(38)),
            LocalDate.parse("9999-12-31"),
            Instant.parse("9999-12-31T23:59:59.999999Z"),
            Instant.parse("9999-12-31T23:59:59.999Z"),
            new byte[10_000],
            list("x".repeat(10_000)),
            list(list(Double.MAX_VALUE, -0.0, 0.0)),
            map("max", Long.MAX_VALUE),
            map("max", leaf),
            RowFactory.create("max", list(leaf), RowFactory.create(LocalDate.parse("9999-12-31")))
        };
    }

    /** Before the calendar reform of 1582, where Hive and Spark count days differently. */
    private static Object[] ancient() {
        Object[] row = ordinary();
        row[5] = Float.MIN_VALUE;
        row[6] = Double.MIN_VALUE;
        row[8] = new BigDecimal("0");
        row[9] = new BigDecimal("0.01");
        row[10] = new BigDecimal("0.000001");
        row[11] = new BigDecimal("0.0000000001");
        row[12] = new BigDecimal("0." + "0".repeat(37) + "1");
        row[13] = LocalDate.parse("1582-10-04");
        row[14] = Instant.parse("1582-10-04T23:59:59.999999Z");
        row[15] = Instant.parse("1969-12-31T23:59:58.999Z");
        row[20] = map(
                "before", RowFactory.create(1, Instant.parse("1234-02-28T12:34:56.000001Z"), null, null),
                "after", RowFactory.create(2, Instant.parse("1582-10-15T00:00:00Z"), null, null));
        row[21] = RowFactory.create(null, null, RowFactory.create(LocalDate.parse("1582-10-15")));
        return row;
    }

    private static Object[] empty() {
        Object[] row = ordinary();
        row[17] = list();
        row[18] = list();
        row[19] = map();
        row[20] = map();
        row[21] = RowFactory.create("", list(), RowFactory.create((Object) null));
        return row;
    }

    /** Nulls within what is not null. */
    private static Object[] hollow() {
        Object[] row = ordinary();
        row[17] = list(null, "a", null);
        row[18] = list(null, list(1.0), null);
        row[19] = map("none", null, "one", 1L);
        row[20] = map("none", null, "nothing", RowFactory.create(null, null, null, null));
        row[21] = RowFactory.create(
                null,
                list(null, RowFactory.create(null, null, null, map("none", null, "null", list((Object) null)))),
                null);
        return row;
    }

    private static Object list(Object... elements) {
        return CollectionConverters.asScala(Arrays.asList(elements)).toSeq();
    }

    private static Object map(Object... entries) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(entries[i], entries[i + 1]);
        }
        return CollectionConverters.asScala(map);
    }
}
