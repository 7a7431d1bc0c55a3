package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementalTest {
    @TempDir
    Path root;

    @Test
    void existingRowsAreSpreadOverTheDaysWithoutDuplicates() throws IOException {
        Landing landing = landing(false);

        List<String> lines = lines(landing.existing());

        assertThat(landing.existing()).hasSize(3);
        assertThat(lines).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(lines.stream().map(IncrementalTest::id)).doesNotHaveDuplicates();
    }

    @Test
    void halfOfTheDuplicatesCopyRowsThatExist() throws IOException {
        Landing landing = landing(false);
        Set<String> existing = new HashSet<>(lines(landing.existing()));

        for (LandedDay day : landing.measured()) {
            assertThat(day.records()).isEqualTo(2_000);
            assertThat(lines(List.of(day)).stream().filter(existing::contains)).hasSize(30);
            assertThat(new HashSet<>(lines(List.of(day)))).hasSizeBetween(1_960, 1_970);
        }
    }

    @Test
    void updatesOfExistingRowsAreOfTheDayOnWhichTheyLand() throws IOException {
        Landing landing = landing(true);
        Set<String> existing = new HashSet<>();
        lines(landing.existing()).forEach(line -> existing.add(id(line)));

        for (LandedDay day : landing.measured()) {
            assertThat(lines(List.of(day)).stream().filter(line -> existing.contains(id(line))))
                    .hasSize(30)
                    .allMatch(line -> line.contains("\"created_at\":\"" + day.date()));
        }
    }

    @Test
    void eventsHaveNoIncrementalForm() {
        assertThatThrownBy(() -> new Incremental(Workload.of("events", 0), 1, 1, 1, false, 1))
                .hasMessageContaining("events has no incremental form; take narrow, wide or deep");
    }

    private Landing landing(boolean updates) {
        return Landing.generated(new Incremental(Workload.of("narrow", 0), 3, 10_000, 2_000, updates, 2), root);
    }

    private static List<String> lines(List<LandedDay> days) throws IOException {
        List<String> lines = new ArrayList<>();
        for (LandedDay day : days) {
            for (String path : day.paths()) {
                lines.addAll(Files.readAllLines(Path.of(path)));
            }
        }
        return lines;
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(','));
    }
}
