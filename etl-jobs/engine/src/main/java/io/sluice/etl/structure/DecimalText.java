package io.sluice.etl.structure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * A number taken apart: significant digits times a power of ten.
 *
 * <p>Costs no more than the text is long, whatever its exponent, unlike {@link BigDecimal#setScale(int)}.
 */
final class DecimalText {
    /** Beyond any exponent that matters, and far from overflow. */
    private static final long EXPONENT_BOUND = 1L << 40;

    private static final int LONGEST_SURE_LONG = 18;

    private final boolean negative;
    /** Significant digits, neither the first nor the last of them zero; none when the number is zero. */
    private final byte[] digits;

    private final int count;
    private final long exponent;

    private DecimalText(boolean negative, byte[] digits, int count, long exponent) {
        this.negative = negative;
        this.digits = digits;
        this.count = count;
        this.exponent = exponent;
    }

    /** Takes apart what {@link NumberText#isNumber} holds for a number. */
    static DecimalText of(Utf8Slice number) {
        byte[] digits = new byte[number.length()];
        int count = 0;
        int fraction = 0;
        boolean inFraction = false;
        long exponent = 0;
        for (int i = 0; i < number.length(); i++) {
            byte character = number.at(i);
            if (character == '.') {
                inFraction = true;
            } else if (character == 'e' || character == 'E') {
                exponent = exponent(number, i + 1);
                break;
            } else if (character != '-') {
                fraction += inFraction ? 1 : 0;
                if (count > 0 || character != '0') {
                    digits[count++] = character;
                }
            }
        }
        exponent -= fraction;
        while (count > 0 && digits[count - 1] == '0') {
            count--;
            exponent++;
        }
        return new DecimalText(number.at(0) == '-', digits, count, exponent);
    }

    private static long exponent(Utf8Slice number, int from) {
        boolean negative = number.at(from) == '-';
        long exponent = 0;
        for (int i = number.at(from) == '+' || negative ? from + 1 : from; i < number.length(); i++) {
            exponent = Math.min(exponent * 10 + number.at(i) - '0', EXPONENT_BOUND);
        }
        return negative ? -exponent : exponent;
    }

    /** Whether the value has no more than {@code scale} digits behind the point and {@code precision} in all. */
    boolean fits(int precision, int scale) {
        return count == 0 || exponent >= -scale && count + exponent + scale <= precision;
    }

    /** The value of a number that fits. */
    BigDecimal toBigDecimal(int scale) {
        if (count == 0) {
            return BigDecimal.valueOf(0, scale);
        }
        int zeros = (int) (exponent + scale);
        if (count + zeros <= LONGEST_SURE_LONG) {
            return BigDecimal.valueOf(scaled(count, zeros), scale);
        }
        BigInteger unsigned =
                new BigInteger(new String(digits, 0, count, StandardCharsets.US_ASCII) + "0".repeat(zeros));
        return new BigDecimal(negative ? unsigned.negate() : unsigned, scale);
    }

    /** Whether the value times a power of ten, rounded, has at most 18 digits. */
    boolean fitsLong(int power) {
        return count == 0 || count + exponent + power <= LONGEST_SURE_LONG;
    }

    /** The largest integer not above the value times a power of ten, which {@link #fitsLong} says is small enough. */
    long floor(int power) {
        long zeros = exponent + power;
        if (count == 0 || zeros >= 0) {
            return scaled(count, (int) zeros);
        }
        long truncated = scaled((int) Math.max(0, count + zeros), 0);
        return negative ? truncated - 1 : truncated;
    }

    private long scaled(int digitsTaken, int zeros) {
        long value = 0;
        for (int i = 0; i < digitsTaken; i++) {
            value = value * 10 + digits[i] - '0';
        }
        for (int i = 0; i < zeros && value != 0; i++) {
            value *= 10;
        }
        return negative ? -value : value;
    }
}
