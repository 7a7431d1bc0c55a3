package io.sluice.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LandingDateTest {
    @ParameterizedTest
    @CsvSource({
        "2021-07-21, -1, UTC, 2021-07-21T00:00:00Z, 2021-07-22T00:00:00Z",
        "2021-07-21, -1, Asia/Seoul, 2021-07-20T15:00:00Z, 2021-07-21T15:00:00Z",
        "2021-07-21, 3, Asia/Seoul, 2021-07-20T18:00:00Z, 2021-07-20T19:00:00Z",
        "2021-07-21, 23, UTC, 2021-07-21T23:00:00Z, 2021-07-22T00:00:00Z",
        // A day of 23 hours, a day of 25, and an hour that the clocks of the zone skip.
        "2021-03-14, -1, America/New_York, 2021-03-14T05:00:00Z, 2021-03-15T04:00:00Z",
        "2021-11-07, -1, America/New_York, 2021-11-07T04:00:00Z, 2021-11-08T05:00:00Z",
        "2021-03-14, 2, America/New_York, 2021-03-14T07:00:00Z, 2021-03-14T08:00:00Z"
    })
    void lastsFromStartToEndOnTheClocksOfItsZone(String day, int hour, String zone, String start, String end) {
        LandingDate date = new LandingDate(LocalDate.parse(day), hour);

        assertThat(date.start(ZoneId.of(zone))).isEqualTo(start);
        assertThat(date.end(ZoneId.of(zone))).isEqualTo(end);
    }

    @Test
    void ordersDaysBeforeTheirHours() {
        LandingDate day = LandingDate.of(LocalDate.parse("2021-07-21"));
        LandingDate first = new LandingDate(day.day(), 0);
        LandingDate last = new LandingDate(day.day(), 23);
        LandingDate next = LandingDate.of(day.day().plusDays(1));

        assertThat(List.of(next, last, day, first).stream().sorted()).containsExactly(day, first, last, next);
    }

    @Test
    void isWrittenAsTheCommandLineTakesIt() {
        assertThat(LandingDate.of(LocalDate.parse("2021-07-21"))).hasToString("2021-07-21");
        assertThat(new LandingDate(LocalDate.parse("2021-07-21"), 3)).hasToString("2021-07-21T03");
    }
}
