package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.HiveSession;
import io.sluice.hive.testing.TestJob;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of a table Hive reads to find one id, by the counters of its own tasks. */
final class PointLookupTest {
    private static final Path JOB =
            Path.of("src/test/resources/readings/job.yaml").toAbsolutePath();
    private static final int ROWS = 200_000;
    private static final String TABLE = "readings.point_lookup";
    /** Rows that the reader gave to the first operator: estimated, then counted. */
    private static final Pattern ROWS_READ = Pattern.compile("TableScan \\[TS_0] \\(rows=\\d+/(\\d+)");

    @TempDir
    Path folder;

    @Test
    void bloomFiltersOfOrcFilesSkipMostRows() throws Exception {
        String wanted = land();
        new TestJob(Engine.shared(), JOB, folder, TABLE)
                .with("landing.path=" + folder.resolve("landing"), "table.format=orc")
                .run();

        long withFilters = rowsReadFor(wanted, true);
        long without = rowsReadFor(wanted, false);

        System.out.printf("one id of %d: %d rows read by bloom filters, %d without%n", ROWS, withFilters, without);
        assertThat(without).isEqualTo(ROWS);
        assertThat(withFilters).isPositive().isLessThanOrEqualTo(ROWS / 5);
    }

    /** Lands random ids, which no order of files or rows helps to find; gives one of them. */
    private String land() throws IOException {
        Random random = new Random(7);
        String wanted = null;
        Path file = folder.resolve("landing/2021-07-21/00.json");
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ROWS; i++) {
                String id = Long.toHexString(random.nextLong());
                out.write("{\"id\":\"%s\",\"meter\":\"m\",\"value\":%d}%n".formatted(id, i));
                wanted = i == ROWS / 2 ? id : wanted;
            }
        }
        return wanted;
    }

    private static long rowsReadFor(String id, boolean filters) throws Exception {
        try (HiveSession hive = new HiveSession(
                "hive.fetch.task.conversion=none",
                "hive.query.results.cache.enabled=false",
                "hive.optimize.index.filter=" + filters)) {
            String question = "SELECT value FROM %s WHERE id = '%s'".formatted(TABLE, id);
            assertThat(hive.rows(question)).containsExactly(List.of(Integer.toString(ROWS / 2)));
            String plan = hive.rows("EXPLAIN ANALYZE " + question).stream()
                    .map(row -> row.get(0))
                    .collect(Collectors.joining("\n"));
            Matcher rows = ROWS_READ.matcher(plan);
            assertThat(rows.find()).as(plan).isTrue();
            return Long.parseLong(rows.group(1));
        }
    }
}
