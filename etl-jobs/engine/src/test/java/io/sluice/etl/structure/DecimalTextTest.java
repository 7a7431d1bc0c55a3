package io.sluice.etl.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class DecimalTextTest {
    @Property(tries = 5000)
    void agreesWithBigDecimal(
            @ForAll @BigRange(min = "-1e22", max = "1e22") @Scale(12) BigDecimal number,
            @ForAll @IntRange(min = -12, max = 12) int power,
            @ForAll @IntRange(max = 20) int scale,
            @ForAll @IntRange(min = 1, max = 38) int precision) {
        BigDecimal value = number.scaleByPowerOfTen(power);
        DecimalText decimal = DecimalText.of(slice(number.toPlainString() + "e" + power));

        BigDecimal stripped = value.stripTrailingZeros();
        int integerDigits = stripped.precision() - stripped.scale();
        boolean fits = value.signum() == 0 || stripped.scale() <= scale && integerDigits <= precision - scale;
        assertThat(decimal.fits(precision, scale)).isEqualTo(fits);
        if (fits) {
            assertThat(decimal.toBigDecimal(scale)).isEqualTo(value.setScale(scale));
        }
        assertThat(NumberText.isNumber(slice(number.toPlainString() + "e" + power)))
                .isTrue();
    }

    @Property(tries = 5000)
    void roundsDownAsBigDecimalDoes(
            @ForAll @BigRange(min = "-1e14", max = "1e14") @Scale(9) BigDecimal number,
            @ForAll @IntRange(max = 6) int power) {
        DecimalText decimal = DecimalText.of(slice(number.toPlainString()));

        BigDecimal scaled = number.scaleByPowerOfTen(power);
        boolean small = scaled.abs().compareTo(new BigDecimal("1e18")) < 0;
        assertThat(decimal.fitsLong(power)).isEqualTo(small);
        if (small) {
            assertThat(decimal.floor(power))
                    .isEqualTo(scaled.setScale(0, RoundingMode.FLOOR).longValueExact());
        }
    }

    private static Utf8Slice slice(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new Utf8Slice().moveTo(bytes, 0, bytes.length);
    }
}
