package io.sluice.etl.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.etl.model.LandingDate;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DateRangeTest {
    private static final LandingDate DAY = LandingDate.of(LocalDate.of(2021, 7, 21));

    @Test
    void includesBothEnds() {
        DateRange range = DateRange.parse("2021-07-21", "2021-07-23");
        assertThat(range.contains(DAY)).isTrue();
        assertThat(range.contains(LandingDate.of(LocalDate.of(2021, 7, 23)))).isTrue();
        assertThat(range.contains(new LandingDate(LocalDate.of(2021, 7, 23), 23)))
                .isTrue();
        assertThat(range.contains(LandingDate.of(LocalDate.of(2021, 7, 20)))).isFalse();
        assertThat(range.contains(new LandingDate(LocalDate.of(2021, 7, 24), 0)))
                .isFalse();
    }

    @Test
    void goesFromAnHourToTheEndOfADay() {
        DateRange range = DateRange.parse("2021-07-21T03", "2021-07-22");
        assertThat(range.hourly()).isTrue();
        assertThat(range.contains(new LandingDate(DAY.day(), 2))).isFalse();
        assertThat(range.contains(new LandingDate(DAY.day(), 3))).isTrue();
        assertThat(range.contains(new LandingDate(LocalDate.of(2021, 7, 22), 23)))
                .isTrue();
        assertThat(range.contains(DAY)).isFalse();
        assertThat(range.overlaps(DAY)).isTrue();
        assertThat(range.dates()).hasSize(45).first().hasToString("2021-07-21T03");
    }

    @Test
    void meansEverythingWithoutBounds() {
        assertThat(DateRange.ALL.contains(DAY)).isTrue();
        assertThat(DateRange.ALL.bounded()).isFalse();
        assertThat(DateRange.ALL.hourly()).isFalse();
    }

    @Test
    void listsItsDays() {
        assertThat(DateRange.parse("2021-02-27", "2021-03-01").dates())
                .extracting(LandingDate::toString)
                .containsExactly("2021-02-27", "2021-02-28", "2021-03-01");
        assertThat(DateRange.parse("2021-07-21").dates()).containsExactly(DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2021-7-21", "2021-02-30", "2021-07-21T3", "2021-07-21T24", "2021-07-21T03:00"})
    void refusesWhatIsNoDate(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DateRange.parse(text))
                .withMessage(
                        "\"" + text + "\" is no landing date. Write a day as 2026-11-22, an hour as 2026-11-22T03.");
    }

    @Test
    void refusesToEndBeforeItBegins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DateRange.parse("2021-07-22", "2021-07-21T23"))
                .withMessageContaining("from 2021-07-22 to 2021-07-21T23 ends before it begins");
    }

    @Test
    void refusesASingleEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DateRange(DAY, null))
                .withMessageContaining("both ends");
    }
}
