package io.sluice.etl.source;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandingDate;
import io.sluice.etl.model.RejectCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a job demands of a well-structured record: a key, and a time within its window. */
final class RecordRules {
    /** Why a record is refused after all. */
    record Violation(RejectCode code, String field, String message) {}

    private final List<ColumnPath> key;
    private final EventTime time;
    private final JobConfig.Late late;
    private final java.time.ZoneId zone;

    private LandingDate landed;
    private long earliest = Long.MIN_VALUE;
    private long latest = Long.MAX_VALUE;

    RecordRules(ReadSettings settings) {
        this.key = settings.key().stream()
                .map(path -> ColumnPath.of(settings.schema(), path))
                .toList();
        this.late = settings.late();
        this.zone = settings.timeZone();
        this.time = settings.eventTime() == null || !late.quarantine()
                ? null
                : new EventTime(
                        ColumnPath.of(settings.schema(), settings.eventTime().from()), zone);
    }

    /** Moves the window to the landing date of a file; without a date there is none. */
    void enter(LandingDate date) {
        landed = date;
        if (date == null) {
            earliest = Long.MIN_VALUE;
            latest = Long.MAX_VALUE;
        } else {
            earliest = EventTime.toMicros(date.start(zone).minus(late.maxAge()));
            latest = EventTime.toMicros(date.end(zone).plus(late.maxFuture()));
        }
    }

    /** The first rule that a record breaks; null when it breaks none. */
    Violation violation(ObjectCells row) {
        for (ColumnPath column : key) {
            if (row.isNull(column.ordinals())) {
                return new Violation(
                        RejectCode.KEY_MISSING,
                        column.path(),
                        "null, but it belongs to dedup.key, and without a key no duplicate can be told");
            }
        }
        if (time == null || time.isNull(row)) {
            return null;
        }
        long micros = time.micros(row);
        if (micros >= earliest && micros < latest) {
            return null;
        }
        return new Violation(RejectCode.OUT_OF_WINDOW, time.path(), outOfWindow(micros));
    }

    private String outOfWindow(long micros) {
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(micros, EventTime.MICROS_PER_SECOND),
                Math.floorMod(micros, EventTime.MICROS_PER_SECOND) * 1_000);
        return micros < earliest
                ? "%s is more than %s before the landing date %s (late.max_age)"
                        .formatted(instant, text(late.maxAge()), landed)
                : "%s is more than %s after the landing date %s (late.max_future)"
                        .formatted(instant, text(late.maxFuture()), landed);
    }

    private static String text(Duration duration) {
        return duration.toHours() % 24 == 0 && duration.toMinutes() % 60 == 0
                ? duration.toDays() + "d"
                : duration.toMinutes() + "m";
    }
}
