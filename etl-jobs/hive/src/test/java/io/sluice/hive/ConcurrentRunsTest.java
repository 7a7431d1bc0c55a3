package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.LateReadings;
import io.sluice.hive.testing.LateTable;
import io.sluice.hive.testing.Sampling;
import io.sluice.hive.testing.SluiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of one table that start at once, in processes of their own, over dates that overlap.
 *
 * <p>A few by default, ten with {@code -Dsluice.faults=all}.
 */
final class ConcurrentRunsTest {
    private static final int RUNS = Sampling.of(3, 10);

    @TempDir
    Path folder;

    @Test
    void throughThriftEachEndsAndWhoWasRefusedMayRunAgain() throws Exception {
        LateTable table = new LateTable(folder, "concurrent", "parquet");
        landAllDays(table.readings());
        List<Object[]> refused = new ArrayList<>();
        Map<Integer, Integer> ends = new TreeMap<>();
        List<Object[]> ranges = ranges();
        List<SluiceProcess> atOnce = startAll(table, ranges);
        for (int i = 0; i < RUNS; i++) {
            Engine.Ended ended = atOnce.get(i).end();
            assertThat(ended.exitCode()).as(ended.err()).isIn(0, 1);
            ends.merge(ended.exitCode(), 1, Integer::sum);
            if (ended.exitCode() == 1) {
                assertThat(ended.err()).contains("Run again");
                refused.add(ranges.get(i));
            }
        }
        assertThat(ends).as("somebody gets the lease").containsKey(0);

        for (SluiceProcess again : startAll(table, refused, "--wait", "10m")) {
            again.endWell();
        }

        table.requireAllSeen();
        table.expireAll();
        System.out.printf("%d runs at once through thrift, by exit code: %s; the others waited then%n", RUNS, ends);
    }

    @Test
    void onTheEmbeddedMetastoreEachWaitsForTheOthers() throws Exception {
        LateReadings readings = new LateReadings(folder.resolve("landing"));
        landAllDays(readings);
        List<SluiceProcess> atOnce = new ArrayList<>();
        for (Object[] range : ranges()) {
            atOnce.add(SluiceProcess.start(folder, embedded("run", range, "--wait", "10m")));
        }
        for (SluiceProcess run : atOnce) {
            run.endWell();
        }
        String answer = SluiceProcess.start(
                        folder,
                        embedded(
                                "sql",
                                new Object[0],
                                "--format",
                                "json",
                                "-e",
                                "SELECT dt, concat_ws(' ', id, value, ingest_file, ingest_position) AS line FROM late.readings ORDER BY dt, line"))
                .endWell()
                .out();
        assertThat(LateReadings.parsed(answer)).isEqualTo(readings.expected());
    }

    /** Run i is asked for the days i to i+2. */
    private static List<Object[]> ranges() {
        List<Object[]> ranges = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            ranges.add(new Object[] {"--from", LateReadings.date(i), "--to", LateReadings.date(i + 2)});
        }
        return ranges;
    }

    private static void landAllDays(LateReadings readings) throws Exception {
        for (int day = 0; day < RUNS + 2; day++) {
            readings.landDay(day);
        }
    }

    private static List<SluiceProcess> startAll(LateTable table, List<Object[]> ranges, Object... more)
            throws Exception {
        List<SluiceProcess> started = new ArrayList<>();
        for (Object[] range : ranges) {
            started.add(table.start(List.of(range), List.of(more)));
        }
        return started;
    }

    private List<String> embedded(String command, Object[] range, Object... more) {
        return Engine.arguments(
                command,
                "--job",
                LateReadings.JOB,
                "--set",
                "warehouse=" + folder.resolve("warehouse"),
                "--set",
                "landing.path=" + folder.resolve("landing"),
                List.of(range),
                List.of(more));
    }
}
