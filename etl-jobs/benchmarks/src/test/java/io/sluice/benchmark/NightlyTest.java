package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyTest {
    @TempDir
    Path root;

    @Test
    void oneInAThousandRecordsIsLateForOneHourOfEachOfTheThreeDaysBefore() throws IOException {
        Landing landing = Landing.generated(new Nightly(Workload.of("events", 64L << 20), 4, 1L << 20, 1), root);

        LandedDay night = landing.measured().get(0);
        long late = 0;
        for (String path : night.paths()) {
            if (path.contains("late-")) {
                String older = path.replaceAll(".*late-|\\.json", "");
                List<String> lines = Files.readAllLines(Path.of(path));
                assertThat(lines).allMatch(line -> line.contains("\"created_at\":\"" + older + "T12:"));
                late += lines.size();
            }
        }
        assertThat(landing.existing()).hasSize(4);
        assertThat(night.paths()).hasSize(Workload.FILES + 3);
        assertThat((double) late / night.records()).isBetween(0.0008, 0.0012);
    }
}
