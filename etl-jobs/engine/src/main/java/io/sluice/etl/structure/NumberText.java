package io.sluice.etl.structure;

import java.nio.charset.StandardCharsets;

/** Numbers as the grammar of RFC 8259, section 6, writes them. */
final class NumberText {
    private static final int LONGEST_SURE_LONG = 18;
    /** So many digits are less than 2^53. */
    private static final int LONGEST_EXACT = 15;
    /** Of ten. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private static final byte[] LARGEST = "9223372036854775807".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SMALLEST = "9223372036854775808".getBytes(StandardCharsets.US_ASCII);

    private NumberText() {}

    /** Whether a text is a number, no more and no less. */
    static boolean isNumber(Utf8Slice text) {
        int at = signLength(text);
        int afterInteger = afterDigits(text, at);
        boolean leadingZero = afterInteger - at > 1 && text.at(at) == '0';
        if (afterInteger == at || leadingZero) {
            return false;
        }
        at = afterInteger;
        if (at < text.length() && text.at(at) == '.') {
            int afterFraction = afterDigits(text, at + 1);
            if (afterFraction == at + 1) {
                return false;
            }
            at = afterFraction;
        }
        return at == text.length() || isExponent(text, at);
    }

    private static boolean isExponent(Utf8Slice text, int from) {
        if (text.at(from) != 'e' && text.at(from) != 'E') {
            return false;
        }
        int at = from + 1;
        if (at < text.length() && (text.at(at) == '+' || text.at(at) == '-')) {
            at++;
        }
        return at < text.length() && afterDigits(text, at) == text.length();
    }

    private static int afterDigits(Utf8Slice text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.at(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static int signLength(Utf8Slice number) {
        return number.length() > 0 && number.at(0) == '-' ? 1 : 0;
    }

    /** Whether a number has neither fraction nor exponent. */
    static boolean isIntegral(Utf8Slice number) {
        return afterDigits(number, signLength(number)) == number.length();
    }

    /** Whether an integral number lies within the range of long. */
    static boolean fitsLong(Utf8Slice integral) {
        int sign = signLength(integral);
        int digits = integral.length() - sign;
        if (digits <= LONGEST_SURE_LONG) {
            return true;
        }
        if (digits > LARGEST.length) {
            return false;
        }
        byte[] bound = sign == 0 ? LARGEST : SMALLEST;
        for (int i = 0; i < digits; i++) {
            if (integral.at(sign + i) != bound[i]) {
                return integral.at(sign + i) < bound[i];
            }
        }
        return true;
    }

    /** The value of an integral number that fits. */
    static long toLong(Utf8Slice integral) {
        int sign = signLength(integral);
        long negated = 0;
        for (int i = sign; i < integral.length(); i++) {
            negated = negated * 10 - (integral.at(i) - '0');
        }
        return sign == 0 ? -negated : negated;
    }

    /**
     * The nearest double of a number without exponent and with few digits; NaN of others.
     *
     * <p>Its digits and the power of ten by which they are divided are both doubles, so that one division rounds rightly;
     * without a point nothing is divided, and only the sixteenth digit is rounded (Clinger, <i>How to Read Floating Point
     * Numbers Accurately</i>, PLDI 1990).
     */
    static double shortDouble(Utf8Slice number) {
        int sign = signLength(number);
        if (number.length() - sign > LONGEST_EXACT + 1) {
            return Double.NaN;
        }
        long digits = 0;
        int point = number.length() - 1;
        for (int i = sign; i < number.length(); i++) {
            byte character = number.at(i);
            if (isDigit(character)) {
                digits = digits * 10 + character - '0';
            } else if (character == '.') {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        double value = digits / POWERS[number.length() - 1 - point];
        return sign == 0 ? value : -value;
    }
}
