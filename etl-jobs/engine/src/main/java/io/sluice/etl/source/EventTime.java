package io.sluice.etl.source;

import io.sluice.etl.model.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Reads a time cell (microseconds, or days since 1970) as a moment in the table's time zone. */
final class EventTime {
    static final long MICROS_PER_SECOND = 1_000_000L;

    private final ColumnPath column;
    private final ZoneId zone;
    private final ZoneOffset fixedOffset;

    EventTime(ColumnPath column, ZoneId zone) {
        this.column = column;
        this.zone = zone;
        this.fixedOffset = zone.getRules().isFixedOffset() ? zone.getRules().getOffset(Instant.EPOCH) : null;
    }

    String path() {
        return column.path();
    }

    /** Seconds since 1970-01-01T00:00 on the clocks of the zone; null when the cell is. */
    Long localSecond(ObjectCells row) {
        Object value = row.at(column.ordinals());
        if (value == null) {
            return null;
        }
        if (column.type() instanceof ColumnType.CalendarDate) {
            return (Integer) value * ChronoUnit.DAYS.getDuration().toSeconds();
        }
        long second = Math.floorDiv((Long) value, MICROS_PER_SECOND);
        ZoneOffset offset =
                fixedOffset != null ? fixedOffset : zone.getRules().getOffset(Instant.ofEpochSecond(second));
        return second + offset.getTotalSeconds();
    }

    /** The instant in microseconds since the epoch, a date being its first moment in the zone; null when the cell is. */
    Long micros(ObjectCells row) {
        Object value = row.at(column.ordinals());
        if (value instanceof Integer day) {
            return toMicros(LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant());
        }
        return (Long) value;
    }

    static long toMicros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1_000L);
    }
}
