package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContendersTest {
    private static final Scenario LOAD = new FirstLoad(Workload.of("events", 1));
    private static final Scenario UPDATES = new Incremental(Workload.of("narrow", 0), 1, 1, 1, true, 1);

    @Test
    void forcedPlansMustBeNamed() {
        assertThat(Contenders.usual(LOAD))
                .contains("sluice", "spark-row-number", "duckdb-qualify", "delta-merge")
                .doesNotContain("sluice-narrow", "sluice-group-by", "delta-merge-insert");
        Contenders.requireAble(List.of("sluice-narrow", "sluice-group-by"), LOAD);
    }

    @Test
    void onlyThoseThatMergeGoIntoAnExistingTable() {
        assertThat(Contenders.usual(UPDATES))
                .containsExactly(
                        "sluice", "delta-merge", "delta-merge-vectors", "iceberg-merge", "iceberg-merge-on-read");
        assertThatThrownBy(() -> Contenders.requireAble(List.of("duckdb-qualify"), UPDATES))
                .hasMessageContaining("duckdb-qualify cannot do this")
                .hasMessageContaining("iceberg-merge");
        assertThatThrownBy(() -> Contenders.requireAble(List.of("delta-merge-insert"), UPDATES))
                .hasMessageContaining("delta-merge-insert cannot do this");
    }

    @Test
    void namesThoseThatThereAre() {
        assertThatThrownBy(() -> Contenders.requireAble(List.of("oracle"), LOAD))
                .hasMessageContaining("no contender oracle; there are [sluice, sluice-narrow");
    }
}
