package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.JobConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpansionTest {
    private final Bench bench = new Bench()
            .variable("ROOT", "/data")
            .variable("N", "12")
            .variable("DOLLAR", "$1 ${N}")
            .variable("COLUMN", "id");

    @Test
    void replacesVariablesAnywhereInTextsAndNumbers() {
        JobConfig job = bench.load(
                Bench.JOB + "spark: {x: \"${DOLLAR}\", y: \"a$${N}b\", z: \"${ROOT}/${N}\"}\n",
                "warehouse=${ROOT}/lake",
                "audit.min_records=${N}",
                "landing.max_record_size=${N}KB",
                "dedup.key=['${COLUMN}']");
        assertThat(job.warehouse()).isEqualTo("/data/lake");
        assertThat(job.audit().minRecords()).isEqualTo(12);
        assertThat(job.landing().limits().maxRecordSize()).isEqualTo(12 * 1024);
        assertThat(job.dedup().key()).containsExactly("id");
        assertThat(job.spark())
                .containsEntry("x", "$1 ${N}")
                .containsEntry("y", "a${N}b")
                .containsEntry("z", "/data/12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    warehouse=${ABSENT}/x     | warehouse: the environment variable ABSENT is not set; set it, or write $${ABSENT} for the text itself
                    audit.min_records=${NONE} | audit.min_records: the environment variable NONE is not set; set it, or write $${NONE} for the text itself
                    spark.x=${a-b}            | spark.x: ${a-b} names no variable; write ${NAME}, or $${ for the characters themselves
                    spark.x=a${N              | spark.x: ${ names no variable; write ${NAME}, or $${ for the characters themselves
                    """)
    void tellsWhatCannotBeReplaced(String override, String problem) {
        assertThat(bench.problemOf(override)).isEqualTo("--set " + problem);
    }
}
