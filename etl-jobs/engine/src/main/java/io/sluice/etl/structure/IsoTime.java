package io.sluice.etl.structure;

/**
 * Dates and times of ISO 8601, read from bytes; years are 0001 to 9999.
 *
 * <p>The number of days is that of Howard Hinnant's {@code days_from_civil}.
 */
final class IsoTime {
    /** Told instead of days when a text is no date; no date of these years has it. */
    static final int NO_DATE = Integer.MIN_VALUE;
    /** Told instead of microseconds when a text is no time; no time of these years has it. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final int DATE_LENGTH = "yyyy-MM-dd".length();
    private static final int LONGEST_FRACTION = 9;
    private static final int DIGITS_OF_MICROS = 6;
    private static final int LARGEST_OFFSET_HOURS = 18;
    private static final int NOTHING = -1;
    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private final byte[] bytes;
    private final int end;
    private int at;

    private IsoTime(Utf8Slice text) {
        this.bytes = text.bytes();
        this.at = text.offset();
        this.end = text.offset() + text.length();
    }

    /** Days since 1970-01-01 of {@code yyyy-MM-dd}; {@link #NO_DATE} for anything else. */
    static int days(Utf8Slice text) {
        return text.length() == DATE_LENGTH ? new IsoTime(text).date() : NO_DATE;
    }

    /**
     * Microseconds since 1970-01-01T00:00:00Z of a date and time; {@link #NO_TIME} for anything else.
     *
     * <p>Between date and time stands {@code T} or a space; seconds and up to nine digits of a fraction may follow, of
     * which those after the sixth are cut off, and {@code Z}, {@code +HH:MM}, {@code +HHMM} or {@code +HH} up to 18
     * hours. Without an offset the time is UTC.
     */
    static long micros(Utf8Slice text) {
        return new IsoTime(text).dateAndTime();
    }

    private long dateAndTime() {
        int days = date();
        boolean separated = take('T') || take(' ');
        int hour = two(23);
        boolean colon = take(':');
        int minute = two(59);
        if (days == NO_DATE || !separated || hour == NOTHING || !colon || minute == NOTHING) {
            return NO_TIME;
        }
        int second = 0;
        int fraction = 0;
        if (take(':')) {
            second = two(59);
            fraction = take('.') ? fraction() : 0;
        }
        int offset = offsetMinutes();
        if (second == NOTHING || fraction == NOTHING || offset == NO_OFFSET || at != end) {
            return NO_TIME;
        }
        long minutes = days * 1440L + hour * 60 + minute - offset;
        return (minutes * 60 + second) * 1_000_000L + fraction;
    }

    private int date() {
        int century = two(99);
        int yearOfCentury = two(99);
        boolean firstDash = take('-');
        int month = two(12);
        boolean secondDash = take('-');
        int day = two(31);
        boolean written = century != NOTHING && yearOfCentury != NOTHING && firstDash && secondDash;
        int year = century * 100 + yearOfCentury;
        if (!written || year < 1 || month < 1 || day < 1 || day > daysOfMonth(year, month)) {
            return NO_DATE;
        }
        return daysFromCivil(year, month, day);
    }

    private static int daysOfMonth(int year, int month) {
        if (month == 2) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static int daysFromCivil(int year, int month, int day) {
        int marchYear = month <= 2 ? year - 1 : year;
        int era = marchYear / 400;
        int yearOfEra = marchYear - era * 400;
        int marchMonth = month > 2 ? month - 3 : month + 9;
        int dayOfYear = (153 * marchMonth + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    private int fraction() {
        int start = at;
        int micros = 0;
        while (at < end && isDigit(bytes[at])) {
            if (at - start < DIGITS_OF_MICROS) {
                micros = micros * 10 + bytes[at] - '0';
            }
            at++;
        }
        int digits = at - start;
        for (int i = digits; i < DIGITS_OF_MICROS; i++) {
            micros *= 10;
        }
        return digits == 0 || digits > LONGEST_FRACTION ? NOTHING : micros;
    }

    private int offsetMinutes() {
        if (at == end || take('Z') || take('z')) {
            return 0;
        }
        boolean west = take('-');
        if (!west && !take('+')) {
            return NO_OFFSET;
        }
        int hours = two(LARGEST_OFFSET_HOURS);
        int minutes = take(':') || at < end ? two(59) : 0;
        if (hours == NOTHING || minutes == NOTHING || hours == LARGEST_OFFSET_HOURS && minutes > 0) {
            return NO_OFFSET;
        }
        int offset = hours * 60 + minutes;
        return west ? -offset : offset;
    }

    private boolean take(char character) {
        if (at < end && bytes[at] == character) {
            at++;
            return true;
        }
        return false;
    }

    /** The value of two digits that is not above a bound; {@link #NOTHING} when there is none. */
    private int two(int largest) {
        if (end - at < 2 || !isDigit(bytes[at]) || !isDigit(bytes[at + 1])) {
            return NOTHING;
        }
        int value = (bytes[at] - '0') * 10 + bytes[at + 1] - '0';
        at += 2;
        return value <= largest ? value : NOTHING;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
