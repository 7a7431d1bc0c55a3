package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Dedup.Lookback;
import io.sluice.etl.model.JobConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DedupReaderTest {
    private final Bench bench = new Bench();

    @Test
    void readsEveryKey() {
        Dedup dedup = bench.load(
                        Bench.JOB,
                        "dedup.strategy=unique_id",
                        "dedup.lookback=3d",
                        "dedup.conflicts=quarantine",
                        "dedup.evidence=all",
                        "dedup.plan=group_by",
                        "dedup.order_by=[updated_at]",
                        "dedup.delete_when=price < 0")
                .dedup();

        assertThat(dedup.lookback()).isEqualTo(new Lookback(3)).hasToString("3d");
        assertThat(dedup.conflicts()).isEqualTo(Dedup.Conflicts.QUARANTINE);
        assertThat(dedup.evidence()).isEqualTo(Dedup.Evidence.ALL);
        assertThat(dedup.plan()).isEqualTo(Dedup.Plan.GROUP_BY);
        assertThat(dedup.deleteWhen()).isEqualTo("price < 0");
        assertThat(bench.load(Bench.JOB, "dedup.lookback=all").dedup().lookback())
                .isEqualTo(Lookback.ALL)
                .hasToString("all");
        assertThat(bench.load(Bench.JOB, "dedup.lookback=000d").dedup().lookback())
                .isEqualTo(Lookback.NONE);
    }

    @Test
    void takesTopicPartitionAndOffsetFromWhereTheFormatTellsThem() {
        JobConfig job = bench.load(
                Bench.JOB, "landing.format=kafka_connect_s3", "dedup.strategy=offset", "dedup.key=", "dedup.order_by=");

        assertThat(job.dedup().key()).containsExactly("kafka_topic", "kafka_partition", "kafka_offset");
        assertThat(job.schema().columns())
                .extracting(Column::name)
                .endsWith("kafka_topic", "kafka_partition", "kafka_offset");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dedup.strategy=fuzzy     | dedup.strategy: unknown value "fuzzy"; expected one of unique_id, offset, distinct, none
                    dedup.lookback=3         | dedup.lookback: expected days such as 0d or 3d, up to 365000d, or all, found 3
                    dedup.lookback=999999d   | dedup.lookback: expected days such as 0d or 3d, up to 365000d, or all, found "999999d"
                    audit.max_offset_gap=1   | audit.max_offset_gap: needs dedup.strategy offset; without it nothing is counted
                    dedup.strategy=distinct  | dedup.key: does nothing with dedup.strategy distinct, where the whole content is the key; remove it
                    dedup.strategy=none      | dedup.key: does nothing with dedup.strategy none, where every delivery stays; remove it
                    """)
    void tellsWhatDoesNotFit(String override, String problem) {
        assertThat(bench.problems(Bench.JOB, override)).anyMatch(found -> found.endsWith(problem));
    }

    @Test
    void aDeletionNeedsTheNewestDeliveryToDecide() {
        assertThat(bench.problems(Bench.JOB, "dedup.keep=earliest", "dedup.delete_when=true IS NULL"))
                .anyMatch(found -> found.contains("dedup.delete_when: needs dedup.keep latest"));
    }

    @Test
    void daysAreCountedBetweenPartitionsThatHaveDays() {
        assertThat(bench.problems(
                        Bench.JOB,
                        "dedup.lookback=3d",
                        "table.partition_by=[{column: repo_id, from: repo.id, transform: identity}]"))
                .anyMatch(found -> found.contains("dedup.lookback: 3d counts days, and no partition is made of days"));
    }

    @Test
    void theTableOfDuplicatesNeedsTheNameOfItsPartition() {
        String run = "table.partition_by=[{column: run, from: created_at, transform: day}]";

        assertThat(bench.problems(Bench.JOB, run, "dedup.evidence=all"))
                .anyMatch(
                        found -> found.contains("dedup.evidence: the table of duplicates has a partition column run"));
        assertThat(bench.load(Bench.JOB, run).table().partitionBy()).hasSize(1);
    }

    @Test
    void anOffsetIsAWholeNumber() {
        assertThat(bench.problems(Bench.JOB, "dedup.strategy=offset", "dedup.key=[repo.id, id]"))
                .anyMatch(found -> found.contains("id is of type string; name a whole number last"));
    }
}
