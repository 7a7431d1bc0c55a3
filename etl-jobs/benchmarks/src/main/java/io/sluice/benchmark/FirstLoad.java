package io.sluice.benchmark;

import io.sluice.etl.generate.LandingGenerator;
import java.io.IOException;
import java.nio.file.Files;

/** One landed day makes a new table, again and again. */
record FirstLoad(Workload workload) implements Scenario {
    private static final long SEED = 20210721;

    @Override
    public String title() {
        return "%s landed into a new table".formatted(Table.size(workload.bytes()));
    }

    @Override
    public String landingFolder() {
        return workload.landingFolder();
    }

    @Override
    public int days() {
        return 0;
    }

    @Override
    public int landings() {
        return 1;
    }

    @Override
    public boolean intoNewTable() {
        return true;
    }

    @Override
    public boolean intoExistingTable() {
        return false;
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
        if (workload.shape() == Workload.Shape.EVENTS) {
            Files.writeString(landing.schemaFile(), Events.schema());
            new LandingGenerator(Events.plan(SEED, FIRST_DAY, 1, workload.bytes(), workload.compression()))
                    .write(landing.files());
            return;
        }
        SyntheticRecords records = SyntheticRecords.of(workload.shape());
        Files.writeString(landing.schemaFile(), records.schema());
        records.write(landing.day(0), FIRST_DAY, workload.bytes());
    }
}
