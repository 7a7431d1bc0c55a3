package io.sluice.etl.source;

import io.sluice.etl.model.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads a time cell (microseconds, or days since 1970) as a moment in the table's time zone. */
final class EventTime {
    static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;

    private final ColumnPath column;
    /** Whether the cell is a date and no timestamp. */
    private final boolean days;

    private final ZoneId zone;
    private final ZoneOffset fixedOffset;

    EventTime(ColumnPath column, ZoneId zone) {
        this.column = column;
        this.days = column.type() instanceof ColumnType.CalendarDate;
        this.zone = zone;
        this.fixedOffset = zone.getRules().isFixedOffset() ? zone.getRules().getOffset(Instant.EPOCH) : null;
    }

    String path() {
        return column.path();
    }

    /** Whether a record has no such time; only of others may it be asked for. */
    boolean isNull(ObjectCells row) {
        return row.isNull(column.ordinals());
    }

    /** Seconds since 1970-01-01T00:00 on the clocks of the zone. */
    long localSecond(ObjectCells row) {
        long value = row.bits(column.ordinals());
        if (days) {
            return value * SECONDS_PER_DAY;
        }
        long second = Math.floorDiv(value, MICROS_PER_SECOND);
        ZoneOffset offset =
                fixedOffset != null ? fixedOffset : zone.getRules().getOffset(Instant.ofEpochSecond(second));
        return second + offset.getTotalSeconds();
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
