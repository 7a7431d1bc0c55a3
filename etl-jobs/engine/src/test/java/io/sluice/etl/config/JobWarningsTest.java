package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JobWarningsTest {
    private final Bench bench = new Bench();

    @Test
    void areNoneWhereNothingIsLost() {
        assertThat(JobWarnings.of(bench.load(Bench.JOB))).isEmpty();
    }

    @Test
    void tellOfAnOrderThatAlsoPartitions() {
        assertThat(JobWarnings.of(bench.load(Bench.JOB, "dedup.order_by=[created_at]")))
                .singleElement()
                .asString()
                .startsWith("dedup.order_by created_at also decides the partition dt: with dedup.lookback 0d");
    }

    @Test
    void tellOfPartitionsByLandingDate() {
        assertThat(JobWarnings.of(bench.load(Bench.JOB, "table.partition_by=[{column: dt, from: landing.date}]")))
                .singleElement()
                .asString()
                .startsWith("partition dt is made from landing.date: with dedup.lookback 0d, a redelivery");
    }

    @Test
    void tellWhoWinsWithoutAnOrder() {
        assertThat(JobWarnings.of(bench.load(Bench.JOB, "dedup.order_by=[]", "dedup.keep=earliest")))
                .singleElement()
                .asString()
                .startsWith("dedup.order_by is empty: with dedup.keep earliest, the winner");
    }
}
