package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.HiveSession;
import io.sluice.hive.testing.TestJob;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that users of Hive changed between two runs, and tables that the metastore lost. */
final class AlteredTableTest {
    private static final Path JOB =
            Path.of("src/test/resources/readings/job.yaml").toAbsolutePath();
    private static final List<List<String>> FIRST_DAY =
            List.of(List.of("m1", "a", "1"), List.of("m1", "b", "1"), List.of("m2", "c", "1"));
    private static final List<List<String>> BOTH_DAYS =
            List.of(List.of("m1", "a", "2"), List.of("m1", "b", "1"), List.of("m2", "c", "1"), List.of("m3", "d", "1"));

    @TempDir
    Path folder;

    private String table;
    private HiveSession hive;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        table = "readings.t" + Integer.toHexString((test.getTestMethod() + test.getDisplayName()).hashCode());
        hive = new HiveSession();
    }

    @AfterEach
    void close() throws Exception {
        hive.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "delta"})
    void keepsWhatUsersAdded(String format) throws Exception {
        TestJob job = new TestJob(Engine.of(format), JOB, folder, table).with("table.format=" + format);
        job.run("--date", "2021-07-21");
        hive.execute("ALTER TABLE %s ADD COLUMNS (note STRING COMMENT 'theirs')".formatted(table));
        hive.execute("ALTER TABLE %s CHANGE COLUMN value value BIGINT COMMENT 'in litres'".formatted(table));
        hive.execute(
                "ALTER TABLE %s SET TBLPROPERTIES ('steward' = 'kim', 'comment' = 'Their words.')".formatted(table));
        hive.execute("ALTER TABLE %s PARTITION (p = 'm1') ADD COLUMNS (note STRING)".formatted(table));

        job.run("--date", "2021-07-22");

        assertThat(rows()).isEqualTo(BOTH_DAYS);
        assertThat(hive.value("SELECT count(note) FROM " + table)).isEqualTo("0");
        List<List<String>> described = hive.rows("DESCRIBE FORMATTED " + table);
        assertThat(described)
                .anyMatch(row -> row.get(0).equals("note") && row.get(2).equals("theirs"));
        assertThat(described)
                .anyMatch(row -> row.get(0).equals("value") && row.get(2).equals("in litres"));
        assertThat(described)
                .anyMatch(row -> "steward".equals(stripped(row.get(1))) && "kim".equals(stripped(row.get(2))));
        assertThat(described)
                .anyMatch(row -> "comment".equals(stripped(row.get(1))) && "Their words.".equals(stripped(row.get(2))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ALTER TABLE %s CHANGE COLUMN value amount BIGINT           | column value of table %s is absent in the metastore and bigint in the job
                    ALTER TABLE %s CHANGE COLUMN value value STRING            | column value of table %s is string in the metastore and bigint in the job
                    ALTER TABLE %s UNSET TBLPROPERTIES ('sluice.job')          | was not made by Sluice
                    ALTER TABLE %s SET TBLPROPERTIES ('sluice.job' = 'other')  | belongs to job other
                    ALTER TABLE %s SET LOCATION 'file:///elsewhere'            | lies at file:/elsewhere in the metastore
                    """)
    void refusesWhatUsersBroke(String statement, String message) throws Exception {
        TestJob job = job();
        job.run("--date", "2021-07-21");
        hive.execute("SET hive.metastore.disallow.incompatible.col.type.changes=false");
        hive.execute(statement.formatted(table));

        String error = job.runEnding(2, "--date", "2021-07-22").path("error").asText();

        assertThat(error).contains(message.formatted(table));
    }

    @Test
    void stopsAtAPartitionThatUsersMoved() throws Exception {
        TestJob job = job();
        job.run("--date", "2021-07-21");
        hive.execute("ALTER TABLE %s PARTITION (p = 'm1') SET LOCATION 'file:///elsewhere'".formatted(table));

        String error = job.runEnding(4, "--date", "2021-07-22").path("error").asText();

        assertThat(error).contains("p=m1").contains("file:/elsewhere");
        assertThat(Engine.shared().mustRun(job.command("rebuild-metastore")))
                .contains("0 added, 1 moved, 1 as they were");
        job.run("--date", "2021-07-22");
        assertThat(rows()).isEqualTo(BOTH_DAYS);
    }

    @Test
    void registersATableAgainThatTheMetastoreLost() throws Exception {
        TestJob job = job();
        job.run("--date", "2021-07-21");
        hive.execute("DROP TABLE " + table);
        assertThat(job.runEnding(2, "--date", "2021-07-22").path("error").asText())
                .contains("sluice rebuild-metastore");

        String told = Engine.shared().mustRun(job.command("rebuild-metastore"));

        assertThat(told).contains("has the 2 partitions of its journal: 2 added, 0 moved, 0 as they were");
        assertThat(rows()).isEqualTo(FIRST_DAY);
        assertThat(Engine.shared().mustRun(job.command("rebuild-metastore")))
                .contains("0 added, 0 moved, 2 as they were");
        job.run("--date", "2021-07-22");
        assertThat(rows()).isEqualTo(BOTH_DAYS);
    }

    @Test
    void hasNothingToRegisterBeforeTheFirstRun() {
        Engine.Ended ended = Engine.shared().run(job().command("rebuild-metastore"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("there is no journal of table " + table);
    }

    private TestJob job(String... settings) {
        return new TestJob(Engine.shared(), JOB, folder, table).with(settings);
    }

    private List<List<String>> rows() throws Exception {
        return hive.rows("SELECT p, id, value FROM %s ORDER BY p, id".formatted(table));
    }

    private static String stripped(String cell) {
        return cell == null ? null : cell.strip();
    }
}
