package io.sluice.benchmark;

import io.sluice.etl.generate.LandingGenerator;
import io.sluice.etl.generate.LandingPlan;
import io.sluice.etl.generate.Rates;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.schema.AvroSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * A generated landing and the schema of its records.
 *
 * @param folder holds {@code landing/} and {@code schema.avsc}
 */
record Landing(Workload workload, Path folder) {
    /** 3 % of the deliveries repeat an earlier one, half of them in another file; all copies are alike. */
    private static final Rates THREE_PERCENT = new Rates(0.016, 0.014, 0, 0, 0, 0);

    private static final double COPIES = 0.03;
    private static final double EVENT_BYTES = 1262;
    private static final LocalDate DAY = LocalDate.of(2021, 7, 21);
    private static final long SEED = 20210721;
    private static final String COMPLETE = "complete";

    /** The landing of a workload, generated where it is not there from an earlier benchmark. */
    static Landing generated(Workload workload, Path root) {
        Landing landing = new Landing(workload, root.resolve(workload.landingFolder()));
        try {
            if (!Files.exists(landing.folder().resolve(COMPLETE))) {
                Files.createDirectories(landing.files());
                landing.write();
                Files.createFile(landing.folder().resolve(COMPLETE));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return landing;
    }

    private void write() throws IOException {
        if (workload.shape() != Workload.Shape.EVENTS) {
            SyntheticRecords records = SyntheticRecords.of(workload.shape());
            Files.writeString(schemaFile(), records.schema());
            records.write(files(), workload.bytes());
            return;
        }
        Files.writeString(schemaFile(), RawSchema.of(eventsSchema()));
        new LandingGenerator(new LandingPlan(
                        SEED,
                        DAY,
                        1,
                        Workload.FILES,
                        Math.max(240, Math.round(workload.bytes() / EVENT_BYTES / (1 + COPIES))),
                        workload.compression(),
                        THREE_PERCENT,
                        false,
                        false))
                .write(files());
    }

    private static String eventsSchema() throws IOException {
        try (var in = LandingGenerator.class.getResourceAsStream("/schemas/github/events/v1.avsc")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
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

    /** Paths of the landed files, in order. */
    List<String> paths() {
        try (Stream<Path> walk = Files.walk(files())) {
            return walk.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Bytes of the files as stored. */
    long storedBytes() {
        return Folders.bytes(files());
    }
}
