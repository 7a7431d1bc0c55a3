package io.sluice.etl.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimetableTest {
    @ParameterizedTest
    @CsvSource({"24, 240", "24, 100003", "1, 240", "6, 1501", "12, 7777"})
    void spreadsEventsOverTheDayInOrder(int files, long events) {
        Timetable timetable = new Timetable(files, events);

        assertThat(timetable.first(0)).isZero();
        assertThat(timetable.end(files - 1)).isEqualTo(events);
        int secondsPerFile = 86_400 / files;
        int before = 0;
        for (long event = 0; event < events; event++) {
            int file = timetable.fileOf(event);
            int second = timetable.secondOf(event);
            assertThat(event).isGreaterThanOrEqualTo(timetable.first(file)).isLessThan(timetable.end(file));
            assertThat(second / secondsPerFile).isEqualTo(file);
            assertThat(second).isGreaterThanOrEqualTo(before);
            assertThat(timetable.hourOf(file)).isEqualTo(file * (24 / files));
            before = second;
        }
    }
}
