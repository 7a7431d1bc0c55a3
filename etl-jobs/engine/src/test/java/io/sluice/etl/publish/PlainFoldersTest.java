package io.sluice.etl.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainFoldersTest {
    private static final String DAY = "dt=2026-11-22";

    @TempDir
    private Path table;

    private final PlainFolders folders = new PlainFolders(new Configuration(), PlainFoldersTest::copy);
    private Slot first;
    private Slot second;
    private TableHistory afterFirst;
    private TableHistory afterSecond;

    /** Two versions of a day: the second carries one file, and has another in the stead of the other. */
    @BeforeEach
    void publishOnce() throws IOException {
        first = slot(1, null, "lost", "carried");
        second = slot(2, folder().toString(), "carried", "gained");
        afterFirst = TableHistory.of(List.of(first), null);
        afterSecond = TableHistory.of(List.of(first, second), null);
        folders.commit(first, TableHistory.EMPTY);
        folders.verifyCommitted(first);
        folders.closed(first);
    }

    @Test
    void newFilesComeAndThoseThatAreNotInTheVersionGo() throws IOException {
        assertThat(content()).containsOnlyKeys("lost", "carried");

        folders.commit(second, afterFirst);

        folders.verifyCommitted(second);
        assertThat(content()).isEqualTo(Map.of("carried", "rows of carried", "gained", "rows of gained"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "half a file", "the new file", "all but the slot's end"})
    void whatAKilledPublicationLeftIsFinished(String done) throws IOException {
        switch (done) {
            case "half a file" -> Files.writeString(folder().resolve("gained"), "rows");
            case "the new file" -> copy(staged(second, "gained"), folder().resolve("gained"));
            case "all but the slot's end" -> {
                folders.commit(second, afterFirst);
                folders.closed(second);
            }
            default -> {}
        }

        folders.commit(second, afterFirst);

        folders.verifyCommitted(second);
        assertThat(content()).isEqualTo(Map.of("carried", "rows of carried", "gained", "rows of gained"));
    }

    @Test
    void whatWasStagedGoesWhenTheSlotIsClosed() throws IOException {
        folders.commit(second, afterFirst);
        folders.closed(second);

        assertThat(staged(second, "gained")).doesNotExist();
        folders.verifyCurrent(Set.of(DAY), afterSecond);
    }

    @Test
    void aFileOfSomebodyElseStopsThePublicationBeforeAnythingChanged() throws IOException {
        Files.writeString(folder().resolve("stranger"), "theirs");

        assertUnknown(() -> folders.commit(second, afterFirst), "stranger");

        assertThat(content()).containsOnlyKeys("lost", "carried", "stranger");
        assertUnknown(() -> folders.verifyCurrent(Set.of(DAY), afterFirst), "stranger");
    }

    @Test
    void namesThatReadersPassOverAreNobodysConcern() throws IOException {
        Files.writeString(folder().resolve("_SUCCESS"), "");
        Files.writeString(folder().resolve(".part.crc"), "");

        assertThatCode(() -> folders.verifyCurrent(Set.of(DAY, "dt=unknown"), afterFirst))
                .doesNotThrowAnyException();
    }

    @Test
    void aFileThatIsGoneOrCutShortIsFound() throws IOException {
        Files.writeString(folder().resolve("carried"), "rows");
        assertUnknown(() -> folders.verifyCurrent(Set.of(DAY), afterFirst), "carried");
        Files.delete(folder().resolve("carried"));
        assertUnknown(() -> folders.verifyCurrent(Set.of(DAY), afterFirst), "carried");
    }

    @Test
    void whoComesLateTakesBackWhatNewerVersionsDoNotHave() throws IOException {
        folders.commit(second, afterFirst);
        Files.writeString(folder().resolve("lost"), "rows of lost");

        folders.undo(first, afterSecond);

        folders.verifyCurrent(Set.of(DAY), afterSecond);
    }

    @Test
    void whoComesLateFindsNothingStagedAndPutsNothing() throws IOException {
        folders.commit(second, afterFirst);

        assertThatThrownBy(() -> folders.commit(first, TableHistory.EMPTY)).isInstanceOf(SluiceException.class);

        folders.verifyCurrent(Set.of(DAY), afterSecond);
    }

    private static void assertUnknown(ThrowingCallable work, String file) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(SluiceException.class, failure -> assertThat(failure.outcome())
                        .isEqualTo(Outcome.UNKNOWN))
                .hasMessageContaining(file);
    }

    private static void copy(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to, Configuration configuration)
            throws IOException {
        copy(Path.of(from.toUri().getPath()), Path.of(to.toUri().getPath()));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private Slot slot(long number, String before, String... names) throws IOException {
        List<DataFile> files = Arrays.stream(names)
                .map(name -> new DataFile(name, 1, ("rows of " + name).length()))
                .toList();
        Slot.Switch change = new Slot.Switch(
                DAY, before, folder().toString(), files, table + "/_versions/run" + number + "/attempt/" + DAY);
        Slot slot = new Slot(
                number,
                "run" + number,
                "2026-11-25T10:00:00Z",
                "fingerprint",
                Map.of(),
                List.of(),
                List.of(change),
                List.of(),
                RunCounts.NONE);
        for (String name : names) {
            Files.createDirectories(staged(slot, name).getParent());
            Files.writeString(staged(slot, name), "rows of " + name);
        }
        return slot;
    }

    private static Path staged(Slot slot, String name) {
        return Path.of(slot.switches().get(0).staged()).resolve(name);
    }

    private Path folder() {
        return table.resolve(DAY);
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return content;
    }
}
