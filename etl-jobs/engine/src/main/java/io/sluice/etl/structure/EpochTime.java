package io.sluice.etl.structure;

import io.sluice.etl.model.Column.TimeFormat;

/** Times that are numbers: a count of seconds, milliseconds or microseconds since 1970-01-01T00:00:00Z. */
final class EpochTime {
    /** Told when a number lies outside the years 0001 to 9999. */
    static final long OUT_OF_RANGE = Long.MIN_VALUE;

    private static final long SMALLEST = -62_135_596_800_000_000L;
    private static final long LARGEST = 253_402_300_799_999_999L;

    private EpochTime() {}

    /** Microseconds of a number that counts what the format says; what is finer is cut off. */
    static long micros(Utf8Slice number, TimeFormat format) {
        DecimalText decimal = DecimalText.of(number);
        int power = powerOfTen(format);
        if (!decimal.fitsLong(power)) {
            return OUT_OF_RANGE;
        }
        long micros = decimal.floor(power);
        return micros < SMALLEST || micros > LARGEST ? OUT_OF_RANGE : micros;
    }

    private static int powerOfTen(TimeFormat format) {
        return switch (format) {
            case EPOCH_SECONDS -> 6;
            case EPOCH_MILLIS -> 3;
            case EPOCH_MICROS -> 0;
            case ISO -> throw new IllegalArgumentException("ISO times are not numbers");
        };
    }
}
