package io.sluice.etl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableFolderTest {
    private static final TableIdentity OURS = new TableIdentity("events", "lake.events", "parquet", "by day", "one");

    @TempDir
    Path temporary;

    @Test
    void belongsToNobodyAtFirst() {
        assertThat(folder().identity()).isEmpty();
        assertThat(folder().stranger()).isEmpty();
        assertThat(location()).doesNotExist();
    }

    @Test
    void belongsToWhoeverClaimsItFirst() {
        folder().claim(OURS);
        folder().claim(new TableIdentity("other", "lake.other", "orc", "by day", "two"));

        assertThat(folder().identity()).contains(OURS);
        assertThat(location().resolve("_sluice/table.json")).exists();
    }

    @Test
    void saysWhoseItIsInPlainWords() throws IOException {
        folder().claim(OURS);

        assertThat(Files.readString(location().resolve("_sluice/table.json")))
                .isEqualTo(
                        """
                        {
                          "job" : "events",
                          "table" : "lake.events",
                          "format" : "parquet",
                          "window" : "by day",
                          "created_by" : "one"
                        }""");
    }

    @Test
    void refusesATornIdentity() throws IOException {
        Files.createDirectories(location().resolve("_sluice"));
        Files.writeString(location().resolve("_sluice/table.json"), "{\"job\": \"ev");

        assertThatThrownBy(() -> folder().identity()).isInstanceOfSatisfying(SluiceException.class, failure -> {
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure).hasMessageContaining("_sluice/table.json");
        });
    }

    @Test
    void knowsItsOwnBookkeepingFromStrangers() throws IOException {
        folder().claim(OURS);
        Files.createDirectories(location().resolve("_versions/one/dt=2021-07-21"));
        Files.createDirectories(location().resolve(".hidden"));
        assertThat(folder().stranger()).isEmpty();

        Files.createDirectories(location().resolve("dt=2021-07-22"));
        Files.createDirectories(location().resolve("dt=2021-07-21"));

        assertThat(folder().stranger()).contains("dt=2021-07-21");
    }

    private Path location() {
        return temporary.resolve("table");
    }

    private TableFolder folder() {
        return new TableFolder(location().toString(), new Configuration());
    }
}
