package io.sluice.etl.landing;

import io.sluice.etl.model.LandingDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Landing dates that a run means, both ends included. An end that is a day means all of its hours.
 *
 * @param from null, as {@code to}, where every date is meant
 */
public record DateRange(LandingDate from, LandingDate to) {
    /** Every date. */
    public static final DateRange ALL = new DateRange(null, null);

    private static final Pattern DATE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:T([01]\\d|2[0-3]))?");

    public DateRange {
        if ((from == null) != (to == null)) {
            throw new IllegalArgumentException("A range of landing dates needs both ends, but goes from " + from
                    + " to " + to + ". Give both --from and --to.");
        }
        if (from != null && firstHour(from).isAfter(lastHour(to))) {
            throw new IllegalArgumentException("The range of landing dates from " + from + " to " + to
                    + " ends before it begins. Exchange --from and --to.");
        }
    }

    /** One day or hour, written {@code 2026-11-22} or {@code 2026-11-22T03}. */
    public static DateRange parse(String date) {
        return parse(date, date);
    }

    /**
     * A range whose ends are written {@code 2026-11-22} or {@code 2026-11-22T03}.
     *
     * @throws IllegalArgumentException when an end is no date, or the range ends before it begins
     */
    public static DateRange parse(String from, String to) {
        return new DateRange(date(from), date(to));
    }

    private static LandingDate date(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            throw notADate(text, null);
        }
        try {
            LocalDate day = LocalDate.parse(matcher.group(1));
            return matcher.group(2) == null
                    ? LandingDate.of(day)
                    : new LandingDate(day, Integer.parseInt(matcher.group(2)));
        } catch (DateTimeException e) {
            throw notADate(text, e);
        }
    }

    private static IllegalArgumentException notADate(String text, DateTimeException cause) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no landing date. Write a day as 2026-11-22, an hour as 2026-11-22T03.", cause);
    }

    /** Whether some dates only are meant. */
    public boolean bounded() {
        return from != null;
    }

    /** Whether an end is an hour, so that only hourly layouts can tell what is meant. */
    public boolean hourly() {
        return bounded() && (from.hourly() || to.hourly());
    }

    /** Whether all of a date is meant. */
    public boolean contains(LandingDate date) {
        return !bounded()
                || !firstHour(date).isBefore(firstHour(from)) && !lastHour(date).isAfter(lastHour(to));
    }

    /** Whether some of a date is meant. */
    boolean overlaps(LandingDate date) {
        return !bounded()
                || !lastHour(date).isBefore(firstHour(from)) && !firstHour(date).isAfter(lastHour(to));
    }

    /** How many {@link #dates()} there are. */
    long count() {
        return hourly()
                ? ChronoUnit.HOURS.between(firstHour(from), lastHour(to)) + 1
                : ChronoUnit.DAYS.between(from.day(), to.day()) + 1;
    }

    /** The dates of a bounded range, hours where an end is one. */
    Stream<LandingDate> dates() {
        return LongStream.range(0, count()).mapToObj(step -> {
            if (!hourly()) {
                return LandingDate.of(from.day().plusDays(step));
            }
            LocalDateTime hour = firstHour(from).plusHours(step);
            return new LandingDate(hour.toLocalDate(), hour.getHour());
        });
    }

    private static LocalDateTime firstHour(LandingDate date) {
        return date.day().atTime(date.hourly() ? date.hour() : 0, 0);
    }

    private static LocalDateTime lastHour(LandingDate date) {
        return date.day().atTime(date.hourly() ? date.hour() : 23, 0);
    }
}
