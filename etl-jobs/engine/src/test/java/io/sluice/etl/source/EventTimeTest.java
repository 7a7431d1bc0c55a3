package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.ColumnType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

final class EventTimeTest {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final long MICROS_PER_SECOND = 1_000_000L;
    /** The clocks of Lord Howe Island are put forward by half an hour, those of Caracas were once and for all. */
    private static final List<String> ZONES = List.of(
            "UTC",
            "+05:30",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "America/Caracas",
            "America/New_York",
            "Europe/Berlin");

    @Property(tries = 3_000)
    void anHourHoldsTheTimesThatClocksShowInIt(
            @ForAll @LongRange(min = 1_000_000_000L, max = 1_800_000_000L) long second,
            @ForAll @From("zones") ZoneId zone) {
        EventTime time = time(new ColumnType.Timestamp(false), zone);
        long value = second * MICROS_PER_SECOND + 999_999;

        EventTime.Hour hour = time.hour(value);

        assertThat(hour.holds(value)).isTrue();
        assertThat(hour.number()).isEqualTo(onTheClock(value, zone));
        assertThat(onTheClock(hour.from(), zone)).isEqualTo(hour.number());
        assertThat(onTheClock(hour.to() - 1, zone)).isEqualTo(hour.number());
        assertThat(hour.to() - hour.from()).isBetween(1L, 3_600 * MICROS_PER_SECOND);
    }

    @Property(tries = 100)
    void aDateIsTheHourAtItsBeginning(
            @ForAll @LongRange(min = -100_000, max = 100_000) long day, @ForAll @From("zones") ZoneId zone) {
        EventTime.Hour hour = time(new ColumnType.CalendarDate(), zone).hour(day);

        assertThat(hour).isEqualTo(new EventTime.Hour(day * 24, day, day + 1));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES).map(ZoneId::of);
    }

    private static EventTime time(ColumnType type, ZoneId zone) {
        return new EventTime(new ColumnPath("at", new int[] {0}, type), zone);
    }

    private static long onTheClock(long micros, ZoneId zone) {
        Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return Math.floorDiv(
                EPOCH.until(LocalDateTime.ofInstant(instant, zone), ChronoUnit.SECONDS),
                ChronoUnit.HOURS.getDuration().toSeconds());
    }
}
