package io.sluice.etl.source;

import io.sluice.etl.model.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Reads a time cell (microseconds, or days since 1970) as a moment in the table's time zone. */
final class EventTime {
    static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long SECONDS_PER_HOUR = 3_600L;
    private static final long HOURS_PER_DAY = 24L;

    private final ColumnPath column;
    /** Whether the cell is a date and no timestamp. */
    private final boolean days;

    private final ZoneId zone;
    private final ZoneRules rules;

    EventTime(ColumnPath column, ZoneId zone) {
        this.column = column;
        this.days = column.type() instanceof ColumnType.CalendarDate;
        this.zone = zone;
        this.rules = zone.getRules();
    }

    String path() {
        return column.path();
    }

    /** Whether a record has no such time; only of others may it be asked for. */
    boolean isNull(ObjectCells row) {
        return row.isNull(column.ordinals());
    }

    /** What the cell holds: microseconds since the epoch, or days. */
    long value(ObjectCells row) {
        return row.bits(column.ordinals());
    }

    /** The hour on the clocks of the zone in which a value of the cell lies. */
    Hour hour(long value) {
        if (days) {
            return new Hour(value * HOURS_PER_DAY, value, value + 1);
        }
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(value, MICROS_PER_SECOND));
        long offset = rules.getOffset(instant).getTotalSeconds();
        long number = Math.floorDiv(instant.getEpochSecond() + offset, SECONDS_PER_HOUR);
        long from = number * SECONDS_PER_HOUR - offset;
        long to = from + SECONDS_PER_HOUR;
        if (!rules.isFixedOffset()) {
            // Clocks may be set in the middle of an hour.
            ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
            ZoneOffsetTransition after = rules.nextTransition(instant);
            from = before == null ? from : Math.max(from, before.toEpochSecond());
            to = after == null ? to : Math.min(to, after.toEpochSecond());
        }
        return new Hour(number, from * MICROS_PER_SECOND, to * MICROS_PER_SECOND);
    }

    /**
     * An hour on the clocks of a zone.
     *
     * @param number of hours since 1970-01-01T00:00 on those clocks
     * @param from the first value of the cell that lies in it
     * @param to the first that does not any more
     */
    record Hour(long number, long from, long to) {
        boolean holds(long value) {
            return value >= from && value < to;
        }
    }

    /** The instant in microseconds since the epoch, a date being its first moment in the zone. */
    long micros(ObjectCells row) {
        long value = row.bits(column.ordinals());
        return days ? toMicros(LocalDate.ofEpochDay(value).atStartOfDay(zone).toInstant()) : value;
    }

    static long toMicros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1_000L);
    }
}
