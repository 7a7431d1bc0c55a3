package io.sluice.etl.testing;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Columns of types by chance, with values by chance, of which in some places none, many or all are null. */
public final class RandomRows {
    private static final int DEEPEST = 4;
    private static final int DIFFERENT = 40;
    private static final long FIRST_DAY = LocalDate.parse("0001-01-01").toEpochDay();
    private static final long LAST_DAY = LocalDate.parse("9999-12-31").toEpochDay();

    private final Random random;

    public RandomRows(Random random) {
        this.random = random;
    }

    /** Gives the values of one place, one after the other. */
    private interface Values {
        Object next();
    }

    /** A type of any depth. */
    public ColumnType type() {
        return type(DEEPEST);
    }

    private ColumnType type(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 1 -> new ColumnType.ArrayOf(type(depth - 1), true);
            case 2 -> new ColumnType.MapOf(type(depth - 1), true);
            case 3 -> struct(depth - 1);
            default -> scalar();
        };
    }

    private ColumnType struct(int depth) {
        List<Column> fields = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            fields.add(Jobs.column("f" + i, type(depth)));
        }
        return new ColumnType.Struct(fields);
    }

    private ColumnType scalar() {
        return switch (random.nextInt(11)) {
            case 0 -> new ColumnType.Bool();
            case 1 -> new ColumnType.Int32();
            case 2 -> new ColumnType.Int64();
            case 3 -> new ColumnType.Float32();
            case 4 -> new ColumnType.Float64();
            case 5 -> decimal(1 + random.nextInt(38));
            case 6 -> new ColumnType.CalendarDate();
            case 7 -> new ColumnType.Timestamp(false);
            case 8 -> new ColumnType.Binary();
            default -> new ColumnType.Text();
        };
    }

    private ColumnType decimal(int precision) {
        return new ColumnType.Decimal(precision, random.nextInt(precision + 1));
    }

    /** Rows of columns of the types. */
    public List<Row> rows(List<ColumnType> types, int count) {
        List<Values> columns = types.stream().map(this::values).toList();
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(RowFactory.create(columns.stream().map(Values::next).toArray()));
        }
        return rows;
    }

    private Values values(ColumnType type) {
        double nulls = random.nextInt(5) / 4.0;
        Values present = present(type);
        return () -> random.nextDouble() < nulls ? null : present.next();
    }

    private Values present(ColumnType type) {
        if (type instanceof ColumnType.Struct struct) {
            List<Values> fields =
                    struct.fields().stream().map(field -> values(field.type())).toList();
            return () -> RowFactory.create(fields.stream().map(Values::next).toArray());
        }
        int longest = random.nextInt(4);
        if (type instanceof ColumnType.ArrayOf array) {
            Values elements = values(array.element());
            return () -> CollectionConverters.asScala(list(elements, random.nextInt(longest + 1)))
                    .toSeq();
        }
        if (type instanceof ColumnType.MapOf map) {
            Values values = values(map.value());
            return () -> CollectionConverters.asScala(map(values, random.nextInt(longest + 1)));
        }
        Object[] different = new Object[1 + random.nextInt(DIFFERENT)];
        for (int i = 0; i < different.length; i++) {
            different[i] = value(random, type);
        }
        return () -> different[random.nextInt(different.length)];
    }

    private static List<Object> list(Values elements, int length) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            list.add(elements.next());
        }
        return list;
    }

    private Map<Object, Object> map(Values values, int size) {
        Map<Object, Object> map = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            map.put("key " + random.nextInt(10), values.next());
        }
        return map;
    }

    /** A value of a type that holds no others, more often than not one at an end of its range. */
    public static Object value(Random random, ColumnType type) {
        if (type instanceof ColumnType.Bool) {
            return random.nextBoolean();
        }
        if (type instanceof ColumnType.Int32) {
            return random.nextInt() >> random.nextInt(Integer.SIZE);
        }
        if (type instanceof ColumnType.Int64) {
            return random.nextLong() >> random.nextInt(Long.SIZE);
        }
        if (type instanceof ColumnType.Float32) {
            return oneOf(random, 0f, -0f, Float.NaN, Float.MIN_VALUE, random.nextFloat() - 0.5f);
        }
        if (type instanceof ColumnType.Float64) {
            return oneOf(random, 0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, random.nextGaussian());
        }
        if (type instanceof ColumnType.Decimal decimal) {
            BigInteger unscaled = new BigInteger(random.nextInt(130), random)
                    .mod(BigInteger.TEN.pow(1 + random.nextInt(decimal.precision())));
            return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
        }
        if (type instanceof ColumnType.CalendarDate) {
            return LocalDate.ofEpochDay(day(random));
        }
        if (type instanceof ColumnType.Timestamp) {
            return Instant.EPOCH
                    .plus(day(random), ChronoUnit.DAYS)
                    .plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS);
        }
        if (type instanceof ColumnType.Binary) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            return bytes;
        }
        return (random.nextBoolean() ? "https://example.org/é/" : "") + Integer.toString(random.nextInt(), 36);
    }

    private static long day(Random random) {
        return random.nextBoolean() ? random.nextLong(FIRST_DAY, LAST_DAY + 1) : random.nextInt(20_000);
    }

    private static Object oneOf(Random random, Object... values) {
        return values[random.nextInt(values.length)];
    }
}
