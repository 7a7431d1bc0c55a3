package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.ByteArray;
import org.apache.spark.unsafe.types.UTF8String;

/** Compares the bytes of a column with the order of its values, whichever way it goes. */
final class KeyColumnTest {
    /**
     * A type and how its values are ordered.
     *
     * @param values from which two are drawn; they hold what Spark's rows hold
     */
    record Kind(String sql, Comparator<Object> order, Arbitrary<?> values) {
        @Override
        public String toString() {
            return sql;
        }
    }

    /** Two values of one type, null among them. */
    record Pair(Kind kind, Object left, Object right) {}

    @Property(tries = 2_000)
    void ordersValuesWithNullLast(@ForAll("pairs") Pair pair, @ForAll boolean greatestFirst) {
        int found = Arrays.compareUnsigned(
                bytes(pair.kind(), pair.left(), greatestFirst), bytes(pair.kind(), pair.right(), greatestFirst));

        Comparator<Object> order = pair.kind().order();
        Comparator<Object> expected = Comparator.nullsLast(greatestFirst ? order.reversed() : order);
        assertThat(Integer.signum(found)).isEqualTo(Integer.signum(expected.compare(pair.left(), pair.right())));
    }

    @Example
    void takesANullStructForANullValue() {
        StructType row = StructType.fromDDL("a struct<b:struct<c:int>>");
        KeyColumn column = KeyColumn.of(row, "a.b.c");
        byte[] present = bytes(column, new GenericInternalRow(new Object[] {struct(struct(7))}));
        byte[] nullValue = bytes(column, new GenericInternalRow(new Object[] {struct(struct((Object) null))}));
        byte[] nullStruct = bytes(column, new GenericInternalRow(new Object[] {struct((Object) null)}));
        byte[] nullRoot = bytes(column, new GenericInternalRow(new Object[] {null}));

        assertThat(nullStruct).isEqualTo(nullValue);
        assertThat(nullRoot).isEqualTo(nullValue);
        assertThat(Arrays.compareUnsigned(present, nullValue)).isNegative();
    }

    @Provide
    Arbitrary<Pair> pairs() {
        Arbitrary<Long> longs = Arbitraries.longs();
        Arbitrary<Integer> ints = Arbitraries.integers();
        Comparator<Object> natural =
                (left, right) -> KeyColumnTest.<Comparable<Object>>cast(left).compareTo(right);
        Comparator<Object> unsigned = (left, right) -> ByteArray.compareBinary((byte[]) left, (byte[]) right);
        Comparator<Object> doubles = (left, right) ->
                ((Double) left).doubleValue() == (Double) right ? 0 : Double.compare((Double) left, (Double) right);
        Comparator<Object> floats = (left, right) ->
                ((Float) left).floatValue() == (Float) right ? 0 : Float.compare((Float) left, (Float) right);
        Arbitrary<Decimal> decimals = Arbitraries.bigDecimals()
                .between(new BigDecimal("-9999999999999999"), new BigDecimal("9999999999999999"))
                .ofScale(2)
                .map(value -> Decimal.apply(value, 38, 2));
        Arbitrary<UTF8String> texts = Arbitraries.strings().ofMaxLength(4).map(UTF8String::fromString);
        return Arbitraries.of(
                        new Kind("string", natural, texts),
                        new Kind("bigint", natural, longs),
                        new Kind("timestamp", natural, longs),
                        new Kind("int", natural, ints),
                        new Kind("date", natural, ints),
                        new Kind("boolean", natural, Arbitraries.of(true, false)),
                        new Kind("float", floats, Arbitraries.floats()),
                        new Kind("double", doubles, Arbitraries.doubles()),
                        new Kind("decimal(38,2)", natural, decimals),
                        new Kind(
                                "binary",
                                unsigned,
                                Arbitraries.bytes().array(byte[].class).ofMaxSize(4)))
                .flatMap(kind -> kind.values()
                        .injectNull(0.1)
                        .tuple2()
                        .map(values -> new Pair(kind, values.get1(), values.get2())));
    }

    @SuppressWarnings("unchecked") // values of one kind are comparable with each other
    private static <T> T cast(Object value) {
        return (T) value;
    }

    private static byte[] bytes(Kind kind, Object value, boolean greatestFirst) {
        KeyColumn column =
                KeyColumn.of(StructType.fromDDL("first int, nested struct<value:" + kind.sql() + ">"), "nested.value");
        OrderedBytes out = new OrderedBytes();
        column.write(new GenericInternalRow(new Object[] {1, struct(value)}), greatestFirst, out);
        return out.toArray();
    }

    private static byte[] bytes(KeyColumn column, GenericInternalRow row) {
        OrderedBytes out = new OrderedBytes();
        column.write(row, false, out);
        return out.toArray();
    }

    private static GenericInternalRow struct(Object... values) {
        return new GenericInternalRow(values);
    }
}
