package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LedgerEntry;
import io.sluice.etl.testing.Jobs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlanChoiceTest {
    private static final long MIB = 1L << 20;

    private final JobConfig job = Jobs.in(Path.of("/nowhere")).build();

    @Test
    void groupsSmallBatchesAndSortsLargeOnes() {
        assertThat(PlanChoice.of(job, MIB, List.of()).plan()).isEqualTo(Dedup.Plan.GROUP_BY);

        PlanChoice large = PlanChoice.of(job, 4096 * MIB, List.of());

        assertThat(large.plan()).isEqualTo(Dedup.Plan.NARROW);
        assertThat(large.reason()).contains("by a guess of 200 bytes each").contains("more than 4,194,304 are sorted");
    }

    @Test
    void countsRecordsByWhatEarlierFilesHeld() {
        LedgerEntry wide = new LedgerEntry("a.json", 10 * MIB, 1, "", null, "schema", 10, 0, List.of());

        PlanChoice choice = PlanChoice.of(job, 4096 * MIB, List.of(wide));

        assertThat(choice.plan()).isEqualTo(Dedup.Plan.GROUP_BY);
        assertThat(choice.reason()).contains("about 4,096 records, by what earlier files held");
        assertThat(choice.estimatedBytes()).isEqualTo(4_096 * 28);
    }

    @Test
    void aSmallBatchIsSortedWithTheManyPublishedRowsThatItMeets() {
        PlanChoice small = PlanChoice.of(job, 200, List.of());

        PlanChoice late = small.among(job, 1, 826_000);

        assertThat(small.plan()).isEqualTo(Dedup.Plan.GROUP_BY);
        assertThat(late.plan()).isEqualTo(Dedup.Plan.NARROW);
        assertThat(late.reason())
                .isEqualTo("1 records and 826,000 published rows make about 23,128,028 bytes of narrow rows,"
                        + " more than 4,194,304 are sorted");
        assertThat(late.estimatedBytes()).isEqualTo(826_001 * 28);
        assertThat(small.among(job, 1, 149_795).plan()).isEqualTo(Dedup.Plan.GROUP_BY);
        assertThat(small.among(job, 1, 149_796).plan()).isEqualTo(Dedup.Plan.NARROW);
    }

    @Test
    void whatWasSortedWhileItWasReadStaysSorted() {
        PlanChoice guessed = PlanChoice.of(job, 4096 * MIB, List.of());

        PlanChoice choice = guessed.among(job, 10, 20);

        assertThat(choice.plan()).isEqualTo(Dedup.Plan.NARROW);
        assertThat(choice.reason())
                .startsWith(guessed.reason())
                .endsWith("are sorted; there were 10 records and 20 published rows");
        assertThat(choice.estimatedBytes()).isEqualTo(30 * 28);
    }

    @Test
    void followsTheJobThatSaysWhich() {
        Dedup dedup = new Dedup(
                Dedup.Strategy.DISTINCT,
                List.of(),
                Dedup.Keep.LATEST,
                List.of(),
                Dedup.Lookback.NONE,
                Dedup.Conflicts.KEEP,
                Dedup.Evidence.NONE,
                Dedup.Plan.NARROW,
                null);

        PlanChoice choice =
                PlanChoice.of(Jobs.in(Path.of("/nowhere")).dedup(dedup).build(), MIB, List.of());

        assertThat(choice.name()).isEqualTo("narrow");
        assertThat(choice.reason()).startsWith("dedup.plan says so");
    }
}
