package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.hive.testing.LateReadings;
import io.sluice.hive.testing.LateTable;
import io.sluice.hive.testing.Moment;
import io.sluice.hive.testing.Sampling;
import io.sluice.hive.testing.SluiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill of a run a day that is killed and started again; 30 days with {@code -Dsluice.faults=all}. */
final class KilledBackfillTest {
    private static final int DAYS = Sampling.of(6, 30);
    private static final int KILLS = Sampling.of(2, 3);
    /** Into the next day's work, which has not prepared its slot by then. */
    private static final Duration NEXT_DAY = Duration.ofMillis(300);

    private static final Pattern PUBLISHED = Pattern.compile("run backfill-(\\S+)\\s+published");

    @TempDir
    Path folder;

    @Test
    void goesOnWithTheDayThatWasKilledAndEndsLikeAnUninterruptedOne() throws Exception {
        LateTable calm = table("calm_backfill");
        calm.run(backfill());
        LateTable killed = table("killed_backfill");
        for (int kill = 0; kill < KILLS; kill++) {
            int slot = (kill + 1) * DAYS / (KILLS + 1);
            int before = (int) killed.files().slots();
            SluiceProcess run = killed.start(backfill());
            Moment moment = kill % 2 == 0
                    ? Moment.afterPublished(killed.files(), slot, NEXT_DAY)
                    : Moment.afterPrepared(killed.files(), slot, Duration.ZERO);
            moment.await(run);
            run.kill();
            assertBeganWith(before, run.printed());
        }
        int before = (int) killed.files().slots();
        assertBeganWith(before, killed.start(backfill()).endWell().out());

        assertThat(killed.rows()).isEqualTo(calm.rows());
        killed.requireAllSeen();
        assertThat(slots(killed)).isEqualTo(slots(calm));
        killed.expireAll();
    }

    private LateTable table(String name) throws IOException {
        LateTable table = new LateTable(folder.resolve(name), name, "parquet");
        for (int day = 0; day < DAYS; day++) {
            table.readings().landDay(day);
        }
        return table;
    }

    private static Object[] backfill() {
        return new Object[] {
            "--each-day", "--from", LateReadings.date(0), "--to", LateReadings.date(DAYS - 1), "--run-id", "backfill"
        };
    }

    /** Slot n is that of the day n, so the first day that a command publishes is the one after the prepared slots. */
    private static void assertBeganWith(int day, String out) {
        Matcher published = PUBLISHED.matcher(out);
        assertThat(published.find()).as(out).isTrue();
        assertThat(published.group(1)).isEqualTo(LateReadings.date(day));
    }

    /** What each slot published: its run, and the files that it read. */
    private static List<List<String>> slots(LateTable table) throws IOException {
        return IntStream.rangeClosed(1, (int) table.files().slots())
                .mapToObj(slot -> table.files().slot(slot))
                .map(KilledBackfillTest::runAndFiles)
                .toList();
    }

    private static List<String> runAndFiles(JsonNode slot) {
        return IntStream.range(-1, slot.path("files").size())
                .mapToObj(i -> i < 0
                        ? slot.path("run_id").asText()
                        : slot.path("files").path(i).path("path").asText())
                .toList();
    }
}
