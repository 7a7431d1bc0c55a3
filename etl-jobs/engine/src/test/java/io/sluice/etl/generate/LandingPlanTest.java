package io.sluice.etl.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.generate.LandingPlan.Compression;
import io.sluice.etl.model.SluiceException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class LandingPlanTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 7, 21);

    @Test
    void refusesWhatCannotBeWritten() {
        assertThatThrownBy(() -> plan(0, 24, 1000))
                .isInstanceOf(SluiceException.class)
                .hasMessageContaining("0 days");
        assertThatThrownBy(() -> plan(1, 5, 1000)).hasMessageContaining("5 files a day");
        assertThatThrownBy(() -> plan(1, 24, 239)).hasMessageContaining("239 events a day");
    }

    @Test
    void refusesRatesThatAreNoShares() {
        assertThatThrownBy(() -> new Rates(-0.1, 0, 0, 0, 0, 0)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> new Rates(Double.NaN, 0, 0, 0, 0, 0)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Rates(0.6, 0.6, 0, 0, 0, 0)).hasMessageContaining("1.2");
    }

    @Test
    void plansMoreEventsForMoreBytes() {
        LandingPlan one = LandingPlan.ofSize(FIRST_DAY, 1, 1L << 30, Compression.NONE);
        LandingPlan four = LandingPlan.ofSize(FIRST_DAY, 1, 1L << 32, Compression.NONE);

        assertThat(four.eventsPerDay()).isBetween(4 * one.eventsPerDay() - 4, 4 * one.eventsPerDay() + 4);
    }

    private static LandingPlan plan(int days, int filesPerDay, long eventsPerDay) {
        return new LandingPlan(
                1, FIRST_DAY, days, filesPerDay, eventsPerDay, Compression.NONE, Rates.NONE, false, false);
    }
}
