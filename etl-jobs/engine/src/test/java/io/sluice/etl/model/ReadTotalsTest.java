package io.sluice.etl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReadTotalsTest {
    private static final Batch BATCH = new Batch(List.of(file("a.json"), file("b.json")), Set.of(), 0, 0, 0);
    private static final FileTally A = new FileTally(
            "a.json",
            Map.of("dt=2", 5L, "dt=1", 3L),
            Map.of(RejectCode.OUT_OF_WINDOW, 1L, RejectCode.MALFORMED_JSON, 2L),
            Map.of("x", 7L));
    private static final FileTally B = new FileTally(
            "b.json", Map.of("dt=2", 4L), Map.of(RejectCode.MALFORMED_JSON, 1L), Map.of("x", 1L, "y", 1L));

    @Test
    void addsUpWhatTasksCounted() {
        ReadTotals totals = ReadTotals.of(
                BATCH,
                List.of(new TaskSummary(List.of(B), List.of("/q/1.jsonl")), new TaskSummary(List.of(A), List.of())));

        assertThat(totals.acceptedByPartition().toString()).isEqualTo("{dt=1=3, dt=2=9}");
        assertThat(totals.rejectsByCode().toString())
                .as("in the order of the codes")
                .isEqualTo("{MALFORMED_JSON=3, OUT_OF_WINDOW=1}");
        assertThat(totals.unknownFields()).isEqualTo(Map.of("x", 8L, "y", 1L));
        assertThat(totals.rejectFiles()).containsExactly("/q/1.jsonl");
        assertThat(totals.accepted()).isEqualTo(12);
        assertThat(totals.rejected()).isEqualTo(4);
        assertThat(totals.tally("b.json")).isEqualTo(B);
        assertThat(A.read()).isEqualTo(11);
    }

    @Test
    void addsUpNothing() {
        ReadTotals totals = ReadTotals.of(new Batch(List.of(), Set.of(), 0, 0, 0), List.of());

        assertThat(totals.accepted()).isZero();
        assertThat(totals.rejectsByCode()).isEmpty();
    }

    @Test
    void failsWhenAFileWasReadTwice() {
        List<TaskSummary> summaries =
                List.of(new TaskSummary(List.of(A, B), List.of()), new TaskSummary(List.of(A), List.of()));

        assertFails(summaries, "two tasks reported file a.json");
    }

    @Test
    void failsWhenAFileWasNotRead() {
        assertFails(List.of(new TaskSummary(List.of(A), List.of())), "no task reported all of file b.json");
    }

    private static void assertFails(List<TaskSummary> summaries, String message) {
        assertThatThrownBy(() -> ReadTotals.of(BATCH, summaries))
                .isInstanceOfSatisfying(SluiceException.class, failure -> {
                    assertThat(failure.outcome()).isEqualTo(Outcome.FAILED);
                    assertThat(failure).hasMessageContaining(message);
                });
    }

    private static LandedFile file(String path) {
        return new LandedFile(path, "/l/" + path, 1, 1, "", null);
    }
}
