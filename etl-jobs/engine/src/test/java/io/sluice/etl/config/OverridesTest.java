package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.JobConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverridesTest {
    private final Bench bench = new Bench();

    @Test
    void prevailOverTheFile() {
        JobConfig job = bench.load(
                Bench.JOB + "late: {max_age: 5d, max_future: 2d}\n", "late.max_age=3650d", "dedup.key=[id,repo.id]");
        assertThat(job.late().maxAge()).hasDays(3650);
        assertThat(job.late().maxFuture()).hasDays(2);
        assertThat(job.dedup().key()).containsExactly("id", "repo.id");
    }

    @Test
    void makeSectionsThatTheFileLacks() {
        assertThat(bench.load(Bench.JOB, "audit.max_reject_ratio=0.05").audit().maxRejectRatio())
                .isEqualTo(0.05);
        assertThat(bench.load(Bench.JOB + "audit:\n", "audit.min_records=7")
                        .audit()
                        .minRecords())
                .isEqualTo(7);
    }

    @Test
    void replaceWholeSections() {
        assertThat(bench.load(Bench.JOB, "late={max_age: 1d}").late().maxAge()).hasDays(1);
        assertThat(bench.problemOf("late={max_aeg: 1d}"))
                .isEqualTo("--set late.max_aeg: unknown key; did you mean late.max_age?");
    }

    @Test
    void countTheLastOfAKey() {
        assertThat(bench.load(Bench.JOB, "audit.min_records=1", "audit.min_records=2")
                        .audit()
                        .minRecords())
                .isEqualTo(2);
    }

    @Test
    void bringBackTheDefaultWithoutAValue() {
        assertThat(bench.load(Bench.JOB + "audit: {min_records: 9}\n", "audit.min_records=")
                        .audit()
                        .minRecords())
                .isZero();
    }

    @Test
    void mendProblemsOfTheFile() {
        assertThat(bench.load(Bench.JOB.replace("job: orders", "job: Orders"), "job=orders")
                        .job())
                .isEqualTo("orders");
    }

    @Test
    void takeDotsInFreeKeys() {
        JobConfig job = bench.load(
                Bench.JOB + "spark: {spark.ui.enabled: false}\n",
                "spark.spark.sql.shuffle.partitions=4",
                "table.properties.owner.team=a=b");
        assertThat(job.spark()).isEqualTo(Map.of("spark.ui.enabled", "false", "spark.sql.shuffle.partitions", "4"));
        assertThat(job.table().properties()).isEqualTo(Map.of("owner.team", "a=b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dedup.key                   | --set dedup.key: no value; write --set key=value
                    =5                          | --set =5: the key has an empty name; write it as landing.path
                    dedup..key=5                | --set dedup..key=5: the key has an empty name; write it as landing.path
                    spark.=5                    | --set spark.=5: the key has an empty name; write it as landing.path
                    job.name=x                  | --set job.name: job is "orders", not a section; set it as a whole
                    table.partition_by.column=x | --set table.partition_by.column: table.partition_by is a list, not a section; set it as a whole
                    dedup.kye=[id]              | --set dedup.kye: unknown key; did you mean dedup.key?
                    """)
    void thatMakeNoSenseAreProblems(String override, String problem) {
        assertThat(bench.problemOf(override)).isEqualTo(problem);
    }

    @Test
    void thatAreNotYamlAreProblems() {
        assertThat(bench.problemOf("landing.layout={date:yyyy}/*"))
                .startsWith("--set landing.layout: not YAML: ")
                .endsWith("; quote text that has any of { } [ ] : # in it");
    }
}
