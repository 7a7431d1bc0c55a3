package io.sluice.benchmark;

import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.schema.AvroSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The generated landing of a scenario and the schema of its records.
 *
 * @param folder holds {@code landing/<date>/} and {@code schema.avsc}
 */
record Landing(Scenario scenario, Path folder) {
    private static final String COMPLETE = "complete";

    /** The landing of a scenario, generated where it is not there from an earlier benchmark. */
    static Landing generated(Scenario scenario, Path root) {
        Landing landing = new Landing(scenario, root.resolve(scenario.landingFolder()));
        try {
            if (!Files.exists(landing.folder().resolve(COMPLETE))) {
                Folders.delete(landing.files());
                Files.createDirectories(landing.files());
                scenario.write(landing);
                Files.createFile(landing.folder().resolve(COMPLETE));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return landing;
    }

    Path files() {
        return folder.resolve("landing");
    }

    Path schemaFile() {
        return folder.resolve("schema.avsc");
    }

    RecordSchema schema() {
        try {
            return AvroSchemas.parse(
                    Files.readString(schemaFile()), schemaFile().toString(), "v1");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The folder of a day, counted from 0. */
    Path day(int day) {
        return files().resolve(Scenario.FIRST_DAY.plusDays(day).toString());
    }

    /** The days that are in the table before the clock starts, in order. */
    List<LandedDay> existing() {
        return days(0, scenario.days());
    }

    /** The days that are measured, in order. */
    List<LandedDay> measured() {
        return days(scenario.days(), scenario.days() + scenario.landings());
    }

    private List<LandedDay> days(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(day -> new LandedDay(day(day)))
                .toList();
    }
}
