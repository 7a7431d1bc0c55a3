package io.sluice.etl.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceFoldersTest {
    private static final Instant LIMIT = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    private Path table;

    @Test
    void oldEvidenceLeavesTheCatalogueAndThenTheTablesFolder() throws IOException {
        Slot old = evidence("old", LIMIT.minusMillis(1));
        Slot young = evidence("young", LIMIT);
        FakeCatalog catalog = catalog(new Death(), old, young);

        assertThat(folders(catalog).expire(List.of(old, young), LIMIT, true)).isEqualTo(1);
        assertThat(catalog.content()).hasSize(2);
        assertThat(folders(catalog).expire(List.of(old, young), LIMIT, false)).isEqualTo(1);

        assertThat(catalog.content()).containsOnlyKeys("dt=2026-11-22/run=young");
        assertThat(folder("old")).doesNotExist();
        assertThat(folder("young")).exists();
        assertThat(folders(catalog).kept(List.of(old, young))).containsExactly(young);
        assertThat(folders(catalog).expire(List.of(old, young), LIMIT, false)).isZero();
    }

    @Test
    void aFolderThatNoClosedSlotKnowsStays() throws IOException {
        Slot open = evidence("open", LIMIT.minusSeconds(60));
        FakeCatalog catalog = catalog(new Death(), open);

        assertThat(folders(catalog).expire(List.of(), LIMIT, false)).isZero();

        assertThat(folder("open")).exists();
        assertThat(catalog.changes()).isEmpty();
    }

    @Test
    void whoDiedBeforeTheFilesWentIsFollowedByOneWhoDeletesThem() throws IOException {
        Slot old = evidence("old", LIMIT.minusSeconds(60));
        Death death = new Death();
        death.at("drop", Death.Moment.AFTER);
        FakeCatalog dying = catalog(death, old);

        assertThatThrownBy(() -> folders(dying).expire(List.of(old), LIMIT, false))
                .isInstanceOf(RuntimeException.class);
        assertThat(folder("old")).exists();
        assertThat(folders(catalog(new Death())).expire(List.of(old), LIMIT, false))
                .isEqualTo(1);

        assertThat(folder("old")).doesNotExist();
    }

    @Test
    void aPartitionThatSomebodyMovedIsLeftToThem() throws IOException {
        Slot old = evidence("old", LIMIT.minusSeconds(60));
        FakeCatalog catalog = new FakeCatalog(new Death()).with("dt=2026-11-22/run=old", "/elsewhere");

        folders(catalog).expire(List.of(old), LIMIT, false);

        assertThat(catalog.content()).hasSize(1);
    }

    @Test
    void aTableWithoutEvidenceHasNoneToDelete() throws IOException {
        assertThat(folders(catalog(new Death())).expire(List.of(), LIMIT, false))
                .isZero();
    }

    private EvidenceFolders folders(FakeCatalog catalog) {
        return new EvidenceFolders(table.toString(), catalog, new Configuration());
    }

    private static FakeCatalog catalog(Death death, Slot... slots) {
        FakeCatalog catalog = new FakeCatalog(death);
        for (Slot slot : slots) {
            slot.aside()
                    .duplicates()
                    .forEach(addition -> catalog.with(addition.partition(), "file:" + addition.newLocation()));
        }
        return catalog;
    }

    private Slot evidence(String run, Instant preparedAt) throws IOException {
        String partition = "dt=2026-11-22/run=" + run;
        Path location = folder(run).resolve("attempt").resolve(partition);
        Files.createDirectories(location);
        Files.writeString(location.resolve("part-0.parquet"), "rows");
        return new Slot(
                1,
                run,
                preparedAt.toString(),
                "fingerprint",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                RunCounts.NONE,
                new Slot.Aside(
                        List.of(),
                        List.of(),
                        List.of(new Slot.Switch(partition, null, location.toString(), List.of()))));
    }

    private Path folder(String run) {
        return table.resolve("_sluice/duplicates/_versions").resolve(run);
    }
}
