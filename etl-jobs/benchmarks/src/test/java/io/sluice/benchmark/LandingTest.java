package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Column;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandingTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"events", "wide", "narrow", "deep"})
    void isAboutAsLargeAsAskedForAndHasTheSchemaOfItsRecords(String name) {
        long bytes = 2L << 20;

        Landing landing = Landing.generated(new FirstLoad(Workload.of(name, bytes)), root);
        LandedDay day = landing.measured().get(0);

        assertThat(day.paths()).hasSize(Workload.FILES);
        assertThat(day.storedBytes()).isBetween(bytes * 9 / 10, bytes * 11 / 10);
        assertThat(landing.schema().columns()).extracting(Column::name).contains("id", "created_at");
    }
}
