package io.sluice.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContendersTest {
    private static final Scenario LOAD = new FirstLoad(Workload.of("events", 1));
    private static final Scenario ORC = new FirstLoad(Workload.of("orc", 1));
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
                .hasMessageContaining("it makes new tables only")
                .hasMessageContaining("iceberg-merge");
        assertThatThrownBy(() -> Contenders.requireAble(List.of("delta-merge-insert"), UPDATES))
                .hasMessageContaining("delta-merge-insert cannot do this")
                .hasMessageContaining("it replaces no rows");
        assertThatThrownBy(() -> Contenders.requireAble(List.of("chdb-limit-by"), UPDATES))
                .hasMessageContaining("it makes new tables only");
    }

    @Test
    void formsInPythonTakePartUnlessTheyNeedTooMuchMemory() {
        assertThat(Contenders.usual(LOAD))
                .contains("polars-rank", "polars-first-distinct", "chdb-limit-by", "chdb-qualify")
                .doesNotContain("polars-unique");
        Contenders.requireAble(List.of("polars-unique"), LOAD);
    }

    @Test
    void orcIsForThoseWhoWriteIt() {
        assertThat(Contenders.usual(ORC)).contains("sluice", "spark-row-number", "iceberg-merge");
        assertThatThrownBy(() -> Contenders.requireAble(List.of("duckdb-qualify"), ORC))
                .hasMessageContaining("DuckDB writes no ORC");
        assertThatThrownBy(() -> Contenders.requireAble(List.of("delta-merge"), ORC))
                .hasMessageContaining("tables of Delta are Parquet");
        assertThatThrownBy(() -> Contenders.requireAble(List.of("polars-rank"), ORC))
                .hasMessageContaining("Polars writes no ORC");
        assertThatThrownBy(() -> Contenders.requireAble(List.of("chdb-qualify"), ORC))
                .hasMessageContaining("what chDB writes is compared by a reader of Parquet");
    }

    @Test
    void onlyThoseOfTheJvmStartInOne() {
        assertThatThrownBy(() -> Contenders.start("polars-rank", null, null))
                .hasMessageContaining("polars-rank runs in no JVM");
    }

    @Test
    void namesThoseThatThereAre() {
        assertThatThrownBy(() -> Contenders.requireAble(List.of("oracle"), LOAD))
                .hasMessageContaining("no contender oracle; there are [sluice, sluice-narrow");
    }
}
