package io.sluice.benchmark;

import io.sluice.etl.generate.LandingGenerator;
import io.sluice.etl.generate.LandingPlan;
import io.sluice.etl.generate.Rates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** GitHub-like events as the engine's own generator writes them. */
final class Events {
    /** 3 % of the deliveries repeat an earlier one, half of them in another file; all copies are alike. */
    private static final Rates THREE_PERCENT = new Rates(0.016, 0.014, 0, 0, 0, 0);

    private static final double COPIES = 0.03;
    private static final double EVENT_BYTES = 1262;
    private static final long FEWEST_EVENTS = 240;

    private Events() {}

    /** Days of about so many bytes of JSON each, 3 % of it redeliveries. */
    static LandingPlan plan(
            long seed, LocalDate firstDay, int days, long bytesPerDay, LandingPlan.Compression compression) {
        return plan(seed, firstDay, days, perDay(bytesPerDay), compression, THREE_PERCENT);
    }

    /** The same in plain files, with each event once, in the file of its hour. */
    static LandingPlan once(long seed, LocalDate firstDay, int days, long bytesPerDay) {
        return plan(seed, firstDay, days, perDay(bytesPerDay), LandingPlan.Compression.NONE, Rates.NONE);
    }

    private static LandingPlan plan(
            long seed,
            LocalDate firstDay,
            int days,
            long eventsPerDay,
            LandingPlan.Compression compression,
            Rates rates) {
        return new LandingPlan(
                seed,
                firstDay,
                days,
                Workload.FILES,
                Math.max(FEWEST_EVENTS, eventsPerDay),
                compression,
                rates,
                false,
                false);
    }

    private static long perDay(long bytes) {
        return Math.round(bytes / EVENT_BYTES / (1 + COPIES));
    }

    static String schema() throws IOException {
        try (var in = LandingGenerator.class.getResourceAsStream("/schemas/github/events/v1.avsc")) {
            return RawSchema.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
