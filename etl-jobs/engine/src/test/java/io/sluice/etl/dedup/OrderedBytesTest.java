package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

final class OrderedBytesTest {
    @Property
    void ordersLongs(@ForAll long left, @ForAll long right) {
        assertThat(order(out -> out.putLong(left), out -> out.putLong(right)))
                .isEqualTo(Integer.signum(Long.compare(left, right)));
    }

    @Property
    void ordersInts(@ForAll int left, @ForAll int right) {
        assertThat(order(out -> out.putInt(left), out -> out.putInt(right)))
                .isEqualTo(Integer.signum(Integer.compare(left, right)));
    }

    @Property
    void ordersDoubles(@ForAll double left, @ForAll double right) {
        int expected = left == right ? 0 : Integer.signum(Double.compare(left, right));
        assertThat(order(out -> out.putDouble(left), out -> out.putDouble(right)))
                .isEqualTo(expected);
    }

    @Property
    void ordersFloats(@ForAll float left, @ForAll float right) {
        int expected = left == right ? 0 : Integer.signum(Float.compare(left, right));
        assertThat(order(out -> out.putFloat(left), out -> out.putFloat(right))).isEqualTo(expected);
    }

    @Property
    void ordersDecimals(
            @ForAll
                    @BigRange(
                            min = "-99999999999999999999999999999999999999",
                            max = "99999999999999999999999999999999999999")
                    BigInteger left,
            @ForAll
                    @BigRange(
                            min = "-99999999999999999999999999999999999999",
                            max = "99999999999999999999999999999999999999")
                    BigInteger right) {
        assertThat(order(
                        out -> out.putDecimal(new BigDecimal(left, 4)),
                        out -> out.putDecimal(new BigDecimal(right, 4))))
                .isEqualTo(left.compareTo(right));
    }

    @Property
    void ordersTextByItsUtf8BytesWhateverFollows(@ForAll String left, @ForAll String right, @ForAll int after) {
        byte[] leftBytes = left.getBytes(StandardCharsets.UTF_8);
        byte[] rightBytes = right.getBytes(StandardCharsets.UTF_8);
        int expected = Integer.signum(Arrays.compareUnsigned(leftBytes, rightBytes));
        int found = order(
                out -> {
                    out.putBinary(leftBytes);
                    out.putInt(after);
                },
                out -> {
                    out.putBinary(rightBytes);
                    out.putInt(after);
                });
        assertThat(found).isEqualTo(expected);
    }

    @Property
    void escapesEveryZeroAndNothingElse(
            @ForAll @Size(max = 30) List<@ByteRange(min = -1, max = 1) Byte> value,
            @ForAll @IntRange(max = 20) int offset) {
        byte[] plain = new byte[value.size()];
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < plain.length; i++) {
            plain[i] = value.get(i);
            expected.write(plain[i]);
            if (plain[i] == 0) {
                expected.write(0xFF);
            }
        }
        expected.writeBytes(new byte[] {0, 0});
        byte[] around = new byte[offset + plain.length + offset];
        System.arraycopy(plain, 0, around, offset, plain.length);
        UTF8String text = UTF8String.fromBytes(around, offset, plain.length);

        assertThat(bytes(out -> out.putBinary(plain))).isEqualTo(expected.toByteArray());
        assertThat(bytes(out -> out.putText(new GenericInternalRow(new Object[] {text}), 0)))
                .isEqualTo(expected.toByteArray());
        assertThat(OrderedBytes.readBinary(ByteBuffer.wrap(expected.toByteArray())))
                .isEqualTo(plain);
    }

    @Property
    void invertedOrderIsTheOppositeOrder(@ForAll String left, @ForAll String right) {
        int straight = order(out -> text(out, left), out -> text(out, right));
        int inverted = order(
                out -> {
                    text(out, left);
                    out.invertFrom(0);
                },
                out -> {
                    text(out, right);
                    out.invertFrom(0);
                });
        assertThat(inverted).isEqualTo(-straight);
    }

    private static void text(OrderedBytes out, String value) {
        out.putBinary(value.getBytes(StandardCharsets.UTF_8));
    }

    private static int order(Consumer<OrderedBytes> left, Consumer<OrderedBytes> right) {
        return Integer.signum(Arrays.compareUnsigned(bytes(left), bytes(right)));
    }

    private static byte[] bytes(Consumer<OrderedBytes> write) {
        OrderedBytes out = new OrderedBytes();
        write.accept(out);
        return out.toArray();
    }
}
