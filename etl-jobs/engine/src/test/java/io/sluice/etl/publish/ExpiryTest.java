package io.sluice.etl.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final String DAY = "dt=2026-11-22";

    @TempDir
    private Path table;

    @Test
    void deletesAVersionOnceItHasBeenReplacedForLongEnough() throws IOException {
        Path old = version("one/a", DAY);
        Path current = version("two/a", DAY);
        List<Slot> slots = List.of(slot(1, "one/a", NOW.minus(Duration.ofDays(30))), slot(2, "two/a", hoursAgo(5)));

        assertThat(expiry(slots, null, List.of()).expire(hoursAgo(6), false)).isEqualTo(new Expiry.Expired(0, 0, 0, 0));
        assertThat(expiry(slots, null, List.of()).expire(hoursAgo(4), true)).isEqualTo(new Expiry.Expired(1, 0, 1, 4));
        assertThat(old).exists();
        assertThat(expiry(slots, null, List.of()).expire(hoursAgo(4), false)).isEqualTo(new Expiry.Expired(1, 0, 1, 4));

        assertThat(table.resolve("_versions/one")).doesNotExist();
        assertThat(current).exists();
    }

    @Test
    void keepsWhatTheCatalogueStillPointsTo() throws IOException {
        Path old = version("one/a", DAY);
        version("two/a", DAY);
        List<Slot> slots = List.of(slot(1, "one/a", hoursAgo(9)), slot(2, "two/a", hoursAgo(8)));

        expiry(slots, null, List.of("file:" + old.getParent())).expire(NOW, false);

        assertThat(old).exists();
    }

    @Test
    void keepsWhatAnOpenSlotNeeds() throws IOException {
        Path current = version("one/a", DAY);
        Path prepared = version("two/a", DAY);
        List<Slot> closed = List.of(slot(1, "one/a", hoursAgo(9)));

        expiry(closed, slot(2, "two/a", hoursAgo(8)), List.of()).expire(NOW, false);

        assertThat(current).exists();
        assertThat(prepared).exists();
    }

    @Test
    void keepsWhatAnOpenSlotHasYetToPutInItsPlace() throws IOException {
        Path staged = version("one/a", DAY);
        Slot.Switch change = new Slot.Switch(
                DAY, null, table + "/" + DAY, List.of(), staged.getParent().toString());
        Slot open = new Slot(
                1,
                "one",
                hoursAgo(9).toString(),
                "fingerprint",
                Map.of(),
                List.of(),
                List.of(change),
                List.of(),
                RunCounts.NONE);
        Instant farFuture = Instant.now().plus(Duration.ofDays(36_500));

        expiry(List.of(), open, List.of()).expire(farFuture, false);

        assertThat(staged).exists();
        expiry(List.of(open), null, List.of()).expire(farFuture, false);
        assertThat(staged).doesNotExist();
    }

    @Test
    void deletesWhatARunThatDiedLeftBehindByItsAge() throws IOException {
        version("one/a", DAY);
        Path attempt = version("one/died", DAY);
        Path run = version("dead/a", DAY);
        List<Slot> slots = List.of(slot(1, "one/a", hoursAgo(9)));
        for (Path file : List.of(attempt, run)) {
            for (Path aged = file; !aged.equals(table); aged = aged.getParent()) {
                Files.setLastModifiedTime(aged, FileTime.from(hoursAgo(3)));
            }
        }

        assertThat(expiry(slots, null, List.of()).expire(hoursAgo(4), false).orphans())
                .isZero();
        assertThat(expiry(slots, null, List.of()).expire(hoursAgo(2), false).orphans())
                .isEqualTo(2);

        assertThat(table.resolve("_versions/dead")).doesNotExist();
        assertThat(table.resolve("_versions/one/died")).doesNotExist();
        assertThat(table.resolve("_versions/one/a")).exists();
    }

    @Test
    void findsNothingWhereNothingWasPublished() throws IOException {
        assertThat(expiry(List.of(), null, List.of()).expire(NOW, false)).isEqualTo(new Expiry.Expired(0, 0, 0, 0));
    }

    private Expiry expiry(List<Slot> slots, Slot open, List<String> seen) {
        return new Expiry(table.toString(), slots, open, seen, new Configuration());
    }

    private Slot slot(long number, String attempt, Instant preparedAt) {
        Slot.Switch change = new Slot.Switch(DAY, null, table + "/_versions/" + attempt + "/" + DAY, List.of());
        return new Slot(
                number,
                "run" + number,
                preparedAt.toString(),
                "fingerprint",
                Map.of(),
                List.of(),
                List.of(change),
                List.of(),
                RunCounts.NONE);
    }

    private Path version(String attempt, String partition) throws IOException {
        Path file = table.resolve("_versions/" + attempt + "/" + partition + "/part-0.parquet");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "rows");
    }

    private static Instant hoursAgo(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }
}
