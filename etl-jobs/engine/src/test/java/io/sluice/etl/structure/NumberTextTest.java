package io.sluice.etl.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class NumberTextTest {
    private static final long LARGEST = 999_999_999_999_999L;

    @Property(tries = 20_000)
    void shortDoublesAreTheNearest(
            @ForAll @LongRange(min = -LARGEST, max = LARGEST) long digits, @ForAll @IntRange(max = 15) int scale) {
        String text = BigDecimal.valueOf(digits, scale).toPlainString();

        double value = shortDouble(text);

        if (text.length() < 16 || !Double.isNaN(value)) {
            assertThat(value).isEqualTo(Double.parseDouble(text));
        }
    }

    @Example
    void keepsTheSignOfZero() {
        assertThat(shortDouble("-0.0")).isEqualTo(-0.0);
        assertThat(shortDouble("0")).isEqualTo(0.0);
        assertThat(shortDouble("-0")).isEqualTo(-0.0);
    }

    @Example
    void leavesOthersToAGeneralParser() {
        assertThat(shortDouble("1e3")).isNaN();
        assertThat(shortDouble("12345678901234567")).isNaN();
        assertThat(shortDouble("0.12345678901234567")).isNaN();
    }

    private static double shortDouble(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return NumberText.shortDouble(new Utf8Slice().moveTo(bytes, 0, bytes.length));
    }
}
