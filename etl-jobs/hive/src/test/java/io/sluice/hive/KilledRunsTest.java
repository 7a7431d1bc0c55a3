package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.LateTable;
import io.sluice.hive.testing.Moment;
import io.sluice.hive.testing.Sampling;
import io.sluice.hive.testing.SluiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Processes that are killed in the middle of a run, and the runs after them.
 *
 * <p>A sample of the moments by default; 30 a format with {@code -Dsluice.faults=all}.
 */
final class KilledRunsTest {
    private static final int ALL = 30;
    private static final int KILLS_A_TABLE = 10;
    private static final List<String> STAGES = List.of("check", "discover", "read", "decide", "write", "audit");
    /** Stages of a small landing are about as long. */
    private static final Duration STAGE = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private final Map<Found, Integer> kills = new EnumMap<>(Found.class);
    private final Map<String, Integer> switched = new TreeMap<>();

    /** How a kill left the journal. */
    private enum Found {
        NOTHING_PREPARED,
        SLOT_OPEN,
        SLOT_CLOSED
    }

    /** How long a run takes that nobody disturbs, from its start, and from PREPARED to its end. */
    private record Calm(Duration run, Duration publication) {}

    @ParameterizedTest
    @CsvSource({"parquet, 4", "orc, 1", "delta, 1"})
    void readersSeeOldOrNewAndTheNextRunEndsRight(String format, int sample) throws Exception {
        Calm calm = calm(format);
        int all = Sampling.of(sample, ALL);
        LateTable table = null;
        for (int kill = 0; kill < all; kill++) {
            int day = kill % KILLS_A_TABLE;
            if (day == 0) {
                String name = "killed_%s_%d".formatted(format, kill);
                table = new LateTable(folder.resolve(name), name, format);
            }
            Moment moment = moment(kill, (kill + 0.5) / all, calm, table);
            try {
                killOne(table, day, moment);
            } catch (AssertionError failure) {
                throw new AssertionError("%s, kill %d of %d, %s".formatted(format, kill + 1, all, moment), failure);
            }
        }
        System.out.printf("%s: %d runs killed: %s; days switched by then: %s%n", format, all, kills, switched);
    }

    private Calm calm(String format) throws Exception {
        LateTable table = new LateTable(folder.resolve("calm"), "calm_" + format, format);
        table.readings().landDay(0);
        table.run();
        table.readings().landDay(1);
        long start = System.nanoTime();
        table.start().endWell();
        Duration run = Duration.ofNanos(System.nanoTime() - start);
        table.requireAllSeen();
        return new Calm(run, table.files().publication(2));
    }

    /** Every third moment within the publication, every third anywhere in the run, every third after a stage. */
    private static Moment moment(int kill, double share, Calm calm, LateTable table) throws IOException {
        return switch (kill % 3) {
            case 0 -> Moment.afterPrepared(table.files(), share(calm.publication(), share));
            case 1 -> Moment.afterStart(share(calm.run(), share));
            default -> Moment.afterStage(STAGES.get(kill / 3 % STAGES.size()), share(STAGE, share));
        };
    }

    private static Duration share(Duration duration, double share) {
        return Duration.ofMillis(Math.round(duration.toMillis() * share));
    }

    private void killOne(LateTable table, int day, Moment moment) throws Exception {
        Map<String, List<String>> before = table.readings().expected();
        long slot = table.files().slots() + 1;
        table.readings().landDay(day);
        Map<String, List<String>> after = table.readings().expected();

        SluiceProcess run = table.start();
        moment.await(run);
        run.kill();

        Found found = !table.files().isPrepared(slot)
                ? Found.NOTHING_PREPARED
                : table.files().isPublished(slot) ? Found.SLOT_CLOSED : Found.SLOT_OPEN;
        kills.merge(found, 1, Integer::sum);
        Map<String, List<String>> seen = table.seen();
        for (String date : after.keySet()) {
            assertThat(seen.getOrDefault(date, List.of()))
                    .as("%s after the kill", date)
                    .isIn(before.getOrDefault(date, List.of()), after.get(date));
        }
        assertThat(after.keySet()).containsAll(seen.keySet());
        if (found == Found.SLOT_OPEN) {
            long days = after.keySet().stream()
                    .filter(date -> after.get(date).equals(seen.get(date)))
                    .filter(date -> !after.get(date).equals(before.get(date)))
                    .count();
            long touched = Math.min(day + 1, 3);
            switched.merge("%d of %d".formatted(days, touched), 1, Integer::sum);
        }

        table.run();
        table.requireAllSeen();
        table.expireAll();
    }
}
