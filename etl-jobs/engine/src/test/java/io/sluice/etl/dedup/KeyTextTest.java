package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Dedup;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

final class KeyTextTest {
    private static final StructType TYPES = StructType.fromDDL(
            "a string, b bigint, c int, d boolean, e float, f double, g decimal(38,2), h binary, i date, j timestamp");

    @Property
    void readsBackWhatTheKeyWasMadeOf(
            @ForAll String text, @ForAll long number, @ForAll int small, @ForAll boolean flag, @ForAll double real) {
        Object[] values = {
            UTF8String.fromString(text),
            number,
            small,
            flag,
            (float) real,
            real,
            Decimal.apply(BigDecimal.valueOf(number, 2), 38, 2),
            text.getBytes(StandardCharsets.UTF_8),
            18_000,
            1_626_912_000_123_456L
        };

        List<String> found = values(values);

        assertThat(found.get(0)).isEqualTo(UTF8String.fromString(text).toString());
        assertThat(found.subList(1, 7))
                .containsExactly(
                        Long.toString(number),
                        Integer.toString(small),
                        Boolean.toString(flag),
                        Float.toString((float) real == 0 ? 0f : (float) real),
                        Double.toString(real == 0 ? 0d : real),
                        BigDecimal.valueOf(number, 2).toPlainString());
        assertThat(found.subList(8, 10)).containsExactly("2019-04-14", "2021-07-22T00:00:00.123456Z");
    }

    @Example
    void readsNulls() {
        assertThat(values(new Object[TYPES.length()])).containsOnlyNulls().hasSize(TYPES.length());
    }

    @Example
    void oneValueStandsForItselfAndSeveralAreAJsonArray() {
        assertThat(KeyText.of(List.of("a\"b"))).isEqualTo("a\"b");
        assertThat(KeyText.of(Arrays.asList("a\"b\\\n", null, "7"))).isEqualTo("[\"a\\\"b\\\\\\u000a\",null,\"7\"]");
    }

    private static List<String> values(Object[] values) {
        List<String> paths = new ArrayList<>(IntStream.range(0, TYPES.length())
                .mapToObj(i -> TYPES.apply(i).name())
                .toList());
        Dedup dedup = Dedup.byKey(paths, Dedup.Keep.LATEST, List.of());
        byte[] row = new NarrowEncoder(dedup, TYPES, TYPES).landed(new GenericInternalRow(values), 0, 0, 1, false);
        return new KeyText(dedup, TYPES).values(NarrowRow.key(row));
    }
}
