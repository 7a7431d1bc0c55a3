package io.sluice.etl.structure;

/**
 * Reads dates and times of ISO 8601 from bytes; years are 0001 to 9999.
 *
 * <p>The number of days is that of Howard Hinnant's {@code days_from_civil}. Since times that follow each other are mostly of
 * one day, the last one is remembered. No text is.
 */
final class IsoTime {
    /** Told instead of days when a text is no date; no date of these years has it. */
    static final int NO_DATE = Integer.MIN_VALUE;
    /** Told instead of microseconds when a text is no time; no time of these years has it. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final long SECONDS_PER_DAY = 86_400L;
    private static final int DATE_LENGTH = "yyyy-MM-dd".length();
    private static final int LONGEST_FRACTION = 9;
    private static final int DIGITS_OF_MICROS = 6;
    private static final int LARGEST_OFFSET_HOURS = 18;
    private static final int NOTHING = -1;
    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private static final int CLOCK_LENGTH = "HH:mm:ss".length();
    /** Turns the digits of {@code HH:mm:ss} into their values, and the colons into zeros. */
    private static final long CLOCK = 0x30303A30303A3030L;
    /** What sets the highest bit of bytes above nine, and of colons above zero. */
    private static final long CLOCK_EXCESS = 0x76767F76767F7676L;

    private static final long HIGH_BITS = 0x8080808080808080L;

    private int end;
    private int at;

    private long lastYearAndMonth;
    private int lastDayOfMonth;
    private int lastDays = NO_DATE;

    /** Days since 1970-01-01 of {@code yyyy-MM-dd}; {@link #NO_DATE} for anything else. */
    int days(Utf8Slice text) {
        begin(text);
        byte[] bytes = text.bytes();
        return text.length() == DATE_LENGTH ? date(bytes) : NO_DATE;
    }

    /**
     * Microseconds since 1970-01-01T00:00:00Z of a date and time; {@link #NO_TIME} for anything else.
     *
     * <p>Between date and time stands {@code T} or a space; seconds and up to nine digits of a fraction may follow, of
     * which those after the sixth are cut off, and {@code Z}, {@code +HH:MM}, {@code +HHMM} or {@code +HH} up to 18
     * hours. Without an offset the time is UTC.
     */
    long micros(Utf8Slice text) {
        begin(text);
        byte[] bytes = text.bytes();
        int days = date(bytes);
        boolean separated = take(bytes, 'T') || take(bytes, ' ');
        if (days == NO_DATE || !separated) {
            return NO_TIME;
        }
        int secondOfDay = clock(bytes);
        return secondOfDay == NOTHING ? timeOn(bytes, days) : afterClock(bytes, days * SECONDS_PER_DAY + secondOfDay);
    }

    private void begin(Utf8Slice text) {
        at = text.offset();
        end = text.offset() + text.length();
    }

    /** The second of the day of {@code HH:mm:ss}; {@link #NOTHING} where that does not stand. */
    private int clock(byte[] bytes) {
        if (end - at < CLOCK_LENGTH) {
            return NOTHING;
        }
        long digits = ByteScan.wordAt(bytes, at) ^ CLOCK;
        if (((digits + CLOCK_EXCESS | digits) & HIGH_BITS) != 0) {
            return NOTHING;
        }
        int hour = digitsAt(digits, 0);
        int minute = digitsAt(digits, 3);
        int second = digitsAt(digits, 6);
        if (hour > 23 || minute > 59 || second > 59) {
            return NOTHING;
        }
        at += CLOCK_LENGTH;
        return hour * 3_600 + minute * 60 + second;
    }

    private static int digitsAt(long digits, int index) {
        int two = (int) (digits >>> index * Byte.SIZE);
        return (two & 0xF) * 10 + (two >>> Byte.SIZE & 0xF);
    }

    private long timeOn(byte[] bytes, int days) {
        int hour = two(bytes, 23);
        boolean colon = take(bytes, ':');
        int minute = two(bytes, 59);
        // With seconds it would have been read by its words.
        return hour == NOTHING || !colon || minute == NOTHING || at < end && bytes[at] == ':'
                ? NO_TIME
                : withOffset(bytes, days * SECONDS_PER_DAY + hour * 3_600 + minute * 60, 0);
    }

    private long afterClock(byte[] bytes, long localSecond) {
        int fraction = take(bytes, '.') ? fraction(bytes) : 0;
        return fraction == NOTHING ? NO_TIME : withOffset(bytes, localSecond, fraction);
    }

    private long withOffset(byte[] bytes, long localSecond, int fraction) {
        int offset = offsetMinutes(bytes);
        return offset == NO_OFFSET || at != end ? NO_TIME : (localSecond - offset * 60L) * 1_000_000L + fraction;
    }

    private int date(byte[] bytes) {
        if (end - at < DATE_LENGTH) {
            return NO_DATE;
        }
        long yearAndMonth = ByteScan.wordAt(bytes, at);
        int dayOfMonth = bytes[at + DATE_LENGTH - 2] << Byte.SIZE | bytes[at + DATE_LENGTH - 1] & 0xFF;
        if (yearAndMonth == lastYearAndMonth && dayOfMonth == lastDayOfMonth) {
            at += DATE_LENGTH;
            return lastDays;
        }
        int days = newDate(bytes);
        if (days != NO_DATE) {
            lastYearAndMonth = yearAndMonth;
            lastDayOfMonth = dayOfMonth;
            lastDays = days;
        }
        return days;
    }

    private int newDate(byte[] bytes) {
        int century = two(bytes, 99);
        int yearOfCentury = two(bytes, 99);
        boolean firstDash = take(bytes, '-');
        int month = two(bytes, 12);
        boolean secondDash = take(bytes, '-');
        int day = two(bytes, 31);
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

    private int fraction(byte[] bytes) {
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

    private int offsetMinutes(byte[] bytes) {
        if (at == end || take(bytes, 'Z') || take(bytes, 'z')) {
            return 0;
        }
        boolean west = take(bytes, '-');
        if (!west && !take(bytes, '+')) {
            return NO_OFFSET;
        }
        int hours = two(bytes, LARGEST_OFFSET_HOURS);
        int minutes = take(bytes, ':') || at < end ? two(bytes, 59) : 0;
        if (hours == NOTHING || minutes == NOTHING || hours == LARGEST_OFFSET_HOURS && minutes > 0) {
            return NO_OFFSET;
        }
        int offset = hours * 60 + minutes;
        return west ? -offset : offset;
    }

    private boolean take(byte[] bytes, char character) {
        if (at < end && bytes[at] == character) {
            at++;
            return true;
        }
        return false;
    }

    /** The value of two digits that is not above a bound; {@link #NOTHING} when there is none. */
    private int two(byte[] bytes, int largest) {
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
