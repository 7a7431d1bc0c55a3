package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.LateTable;
import io.sluice.hive.testing.Moment;
import io.sluice.hive.testing.Sampling;
import io.sluice.hive.testing.SluiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes that stand still until their lease is another's, who publishes, and that then go on.
 *
 * <p>A sample of the moments by default; more of them with {@code -Dsluice.faults=all}.
 */
final class StoppedRunsTest {
    private static final String SHORTEST_LEASE = "lease.expires_after=5s";
    private static final List<String> STAGES = List.of("audit", "read", "decide", "write");
    private static final int PUBLICATION_MOMENTS = 8;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "delta"})
    void whoWakesUpLateChangesNothingThatOthersPublished(String format) throws Exception {
        LateTable table = new LateTable(folder, "stopped_" + format, format, SHORTEST_LEASE);
        table.readings().landDay(0);
        table.run();
        table.readings().landDay(1);
        table.start().endWell();
        Duration publication = table.files().publication(2);
        Map<String, Integer> ends = new TreeMap<>();
        int day = 2;
        for (int stop = 0; stop < moments(table, publication).size(); stop++) {
            // Made anew each time, because the slot that they wait for is the next one.
            Moment moment = moments(table, publication).get(stop);
            try {
                ends.merge(stopOne(table, day++, moment), 1, Integer::sum);
            } catch (AssertionError failure) {
                throw new AssertionError("%s, stopped %s".formatted(format, moment), failure);
            }
        }
        System.out.printf("%s: %d runs were to stand still past their lease: %s%n", format, day - 2, ends);
    }

    /** One after the last stage before PREPARED and one right after PREPARED; then more of either kind. */
    private static List<Moment> moments(LateTable table, Duration publication) throws IOException {
        List<Moment> moments = new ArrayList<>();
        for (String stage : STAGES) {
            moments.add(Moment.afterStage(stage, Duration.ZERO));
        }
        for (int i = 0; i < PUBLICATION_MOMENTS; i++) {
            moments.add(
                    Math.min(1 + 2 * i, moments.size()),
                    Moment.afterPrepared(
                            table.files(), publication.multipliedBy(i).dividedBy(PUBLICATION_MOMENTS)));
        }
        return moments.subList(0, Sampling.of(2, moments.size()));
    }

    private String stopOne(LateTable table, int day, Moment moment) throws Exception {
        long slot = table.files().slots() + 1;
        table.readings().landDay(day);
        SluiceProcess late = table.start();
        moment.await(late);
        if (!late.standStill()) {
            late.endWell();
            table.requireAllSeen();
            return "ended before";
        }
        String where = !table.files().isPrepared(slot)
                ? "before PREPARED"
                : table.files().isPublished(slot) ? "after the publication" : "within the publication";

        // Moves the partitions on that the sleeper was about to move.
        table.readings().landCorrection(day, "correction");
        table.run("--wait", "2m");
        table.requireAllSeen();

        late.goOn();
        Engine.Ended ended = late.end();
        table.requireAllSeen();
        assertThat(ended.exitCode()).as(ended.err()).isIn(0, 1);
        if (where.equals("before PREPARED")) {
            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
        }
        assertThat(table.run().path("outcome").asText()).isEqualTo("nothing-to-do");
        table.requireAllSeen();
        table.expireAll();
        return "%s, exit code %d".formatted(where, ended.exitCode());
    }
}
