package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.HiveSession;
import io.sluice.hive.testing.TestJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's scenario of partition values that need escaping, read back through HiveServer2. */
final class PartitionValuesInHiveTest {
    private static final Path SCENARIO =
            Engine.root().resolve("etl-jobs/engine/src/test/resources/scenarios/partition_values_that_need_escaping");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "delta"})
    void readsBackEveryValueAndFindsItsRows(String format) throws Exception {
        String table = "escaped.visits_" + format;
        TestJob job = new TestJob(Engine.of(format), SCENARIO.resolve("job.yaml"), folder, table)
                .with("table.format=" + format);
        job.run("--date", "2021-07-21");
        job.run("--date", "2021-07-22");

        List<List<String>> expected = Files.readAllLines(SCENARIO.resolve("expected/rows.txt")).stream()
                // Hive takes the null of a boolean partition for true, as docs/hive.md says.
                .map(line -> line.replace("|null|null|null|null|", "|null|true|null|null|"))
                .map(line -> List.of(line.split("\\|")))
                .toList();
        try (HiveSession hive = new HiveSession()) {
            assertThat(hive.rows(
                            """
                            SELECT hex(CASE city WHEN '__HIVE_DEFAULT_PARTITION__' THEN 'null' ELSE city END),
                                   coalesce(cast(n AS string), 'null'), lower(cast(ok AS string)), coalesce(cast(price AS string), 'null'),
                                   coalesce(cast(d AS string), 'null'), count(*), min(id), max(id)
                            FROM %s GROUP BY city, n, ok, price, d ORDER BY min(id)"""
                                    .formatted(table)))
                    .map(row -> row.stream().map(String::valueOf).toList())
                    .isEqualTo(expected);
            for (String city :
                    List.of("a/b", "a=b", "50%", "%41", "A", "a", "a b", " a", "서울", "..", "a/b/../c", "é")) {
                assertThat(hive.value("SELECT count(*) FROM %s WHERE city = '%s'".formatted(table, city)))
                        .as(city)
                        .isEqualTo("2");
            }
            assertThat(hive.value("SELECT count(*) FROM %s WHERE city = '__HIVE_DEFAULT_PARTITION__'".formatted(table)))
                    .isEqualTo("4");
        }
    }
}
