package io.sluice.benchmark;

import io.sluice.etl.generate.LandingGenerator;
import io.sluice.etl.generate.LandingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A table of some days, and days that land after them, 0.1 % of which is late: events of one hour of each of the three
 * days before. Each measured day goes into a new table and into the existing one, in turn.
 *
 * @param days that exist, each landed by itself; enough of them to be late for
 * @param existingDayBytes of JSON of each of these
 */
record Nightly(Workload workload, int days, long existingDayBytes, int landings) implements Scenario {
    private static final long SEED = 20210722;
    private static final int DAYS_LATE = 3;
    private static final double LATE = 0.001;
    private static final String LATE_HOUR = "12.json";

    /** The share of a generated day that falls into {@link #LATE_HOUR}: 11 parts of 235. */
    private static final double SHARE_OF_LATE_HOUR = 0.0468;

    Nightly {
        if (workload.shape() != Workload.Shape.EVENTS) {
            throw new IllegalArgumentException(
                    "the case %s has no nightly form; take events, gzip or orc".formatted(workload.name()));
        }
        if (days < DAYS_LATE) {
            throw new IllegalArgumentException(
                    "late records fall into %d older days, so %d are too few".formatted(DAYS_LATE, days));
        }
    }

    @Override
    public String title() {
        return String.format(
                Locale.ROOT,
                "%s landed, 0.1 %% of it late, into a new table and into one of %d days of %s",
                Table.size(workload.bytes()),
                days,
                Table.size(existingDayBytes));
    }

    @Override
    public String landingFolder() {
        return "nightly-%s-%d-%d-%d".formatted(workload.landingFolder(), days, existingDayBytes, landings);
    }

    @Override
    public boolean intoNewTable() {
        return true;
    }

    @Override
    public boolean intoExistingTable() {
        return true;
    }

    @Override
    public boolean wholeTable() {
        return false;
    }

    @Override
    public boolean updates() {
        return false;
    }

    @Override
    public void write(Landing landing) throws IOException {
        Files.writeString(landing.schemaFile(), Events.schema());
        new LandingGenerator(Events.plan(SEED, FIRST_DAY, days, existingDayBytes, LandingPlan.Compression.GZIP))
                .write(landing.files());
        new LandingGenerator(Events.plan(
                        SEED + 1, FIRST_DAY.plusDays(days), landings, workload.bytes(), workload.compression()))
                .write(landing.files());
        for (int day = days; day < days + landings; day++) {
            writeLate(day, landing);
        }
    }

    /** Small days of other events are generated aside, and the files of one hour land late. */
    private void writeLate(int day, Landing landing) throws IOException {
        Path aside = landing.folder().resolve("late");
        long bytes = Math.round(workload.bytes() * LATE / DAYS_LATE / SHARE_OF_LATE_HOUR);
        new LandingGenerator(Events.once(SEED + 2, FIRST_DAY.plusDays(day - DAYS_LATE), DAYS_LATE, bytes)).write(aside);
        for (int older = day - DAYS_LATE; older < day; older++) {
            String date = FIRST_DAY.plusDays(older).toString();
            Files.move(aside.resolve(date).resolve(LATE_HOUR), landing.day(day).resolve("late-" + date + ".json"));
        }
        Folders.delete(aside);
    }
}
