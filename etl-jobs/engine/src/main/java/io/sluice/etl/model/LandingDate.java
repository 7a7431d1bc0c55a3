package io.sluice.etl.model;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;

/**
 * When a file landed, as its path says: a day, or an hour of a day.
 *
 * @param hour 0 to 23, or {@link #WHOLE_DAY}
 */
public record LandingDate(LocalDate day, int hour) implements Comparable<LandingDate>, Serializable {
    /** The hour of a landing date that is a day. */
    public static final int WHOLE_DAY = -1;

    private static final Comparator<LandingDate> IN_TIME =
            Comparator.comparing(LandingDate::day).thenComparingInt(LandingDate::hour);

    public static LandingDate of(LocalDate day) {
        return new LandingDate(day, WHOLE_DAY);
    }

    public boolean hourly() {
        return hour != WHOLE_DAY;
    }

    /** The first instant of this date in a zone. */
    public Instant start(ZoneId zone) {
        return hourly()
                ? day.atTime(hour, 0).atZone(zone).toInstant()
                : day.atStartOfDay(zone).toInstant();
    }

    /** The first instant after this date in a zone. */
    public Instant end(ZoneId zone) {
        return hourly()
                ? day.atTime(hour, 0).atZone(zone).plusHours(1).toInstant()
                : day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    @Override
    public int compareTo(LandingDate other) {
        return IN_TIME.compare(this, other);
    }

    /** {@code 2026-11-22}, or {@code 2026-11-22T03} where hourly. */
    @Override
    public String toString() {
        return hourly() ? String.format(Locale.ROOT, "%sT%02d", day, hour) : day.toString();
    }
}
