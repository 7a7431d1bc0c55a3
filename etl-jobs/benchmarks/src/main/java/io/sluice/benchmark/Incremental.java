package io.sluice.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/**
 * A table of some days, and days that land after them, 3 % of which are deliveries of ids that are there: half of the
 * same landing, half of any existing row.
 *
 * @param days over which the existing rows are spread
 * @param existingRows before the first measured landing; each landing adds to them
 * @param landedRows deliveries of a measured landing
 * @param updates whether the deliveries of existing ids are newer versions, which replace rows, instead of copies
 */
record Incremental(Workload workload, int days, long existingRows, long landedRows, boolean updates, int landings)
        implements Scenario {
    Incremental {
        if (workload.shape() == Workload.Shape.EVENTS) {
            throw new IllegalArgumentException(
                    "the case %s has no incremental form; take narrow, wide or deep".formatted(workload.name()));
        }
        if (days < 1 || existingRows < days || landedRows < 1) {
            throw new IllegalArgumentException("%d rows over %d days and %d landing are no table and no landing"
                    .formatted(existingRows, days, landedRows));
        }
    }

    @Override
    public String title() {
        return String.format(
                Locale.ROOT,
                "%,d rows landed, %s, into %,d existing ones of %d days",
                landedRows,
                updates ? "some of which replace rows" : "some of which are there",
                existingRows,
                days);
    }

    @Override
    public String landingFolder() {
        return "incremental-%s-%d-%d-%d-%d%s"
                .formatted(workload.name(), days, existingRows, landedRows, landings, updates ? "-updates" : "");
    }

    @Override
    public boolean intoNewTable() {
        return false;
    }

    @Override
    public boolean intoExistingTable() {
        return true;
    }

    @Override
    public boolean wholeTable() {
        return true;
    }

    @Override
    public void write(Landing landing) throws IOException {
        SyntheticRecords records = SyntheticRecords.of(workload.shape());
        Files.writeString(landing.schemaFile(), records.schema());
        SyntheticDays writer = new SyntheticDays(records, this);
        for (int day = 0; day < days + landings; day++) {
            writer.write(day, landing.day(day));
        }
    }
}
