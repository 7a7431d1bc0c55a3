package io.sluice.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class OffsetRangeTest {
    @Property
    void mergedRangesHoldTheSameOffsetsAndDoNotTouch(
            @ForAll @Size(max = 12) List<@LongRange(min = 0, max = 40) Long> firsts) {
        List<OffsetRange> ranges = firsts.stream()
                .map(first -> new OffsetRange("orders/0", first, first + first % 3))
                .toList();

        List<OffsetRange> merged = OffsetRange.merged(ranges);

        assertThat(offsets(merged)).isEqualTo(offsets(ranges));
        for (int i = 1; i < merged.size(); i++) {
            assertThat(merged.get(i).first()).isGreaterThan(merged.get(i - 1).last() + 1);
        }
    }

    @Property
    void gapsAndRangesTogetherHaveNoHole(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 40) Long> offsets) {
        List<OffsetRange> batch = offsets.stream()
                .map(offset -> new OffsetRange("orders/0", offset, offset))
                .toList();

        List<OffsetRange> all = new ArrayList<>(batch);
        all.addAll(OffsetRange.gaps(batch, List.of()));

        assertThat(OffsetRange.merged(all)).hasSize(1);
    }

    @Example
    void aGapBetweenPublishedOffsetsAloneIsNoneOfTheBatch() {
        List<OffsetRange> published = List.of(new OffsetRange("orders/0", 0, 4), new OffsetRange("orders/0", 8, 9));

        assertThat(OffsetRange.gaps(List.of(new OffsetRange("orders/0", 12, 12)), published))
                .containsExactly(new OffsetRange("orders/0", 10, 11));
        assertThat(OffsetRange.gaps(List.of(new OffsetRange("orders/0", 6, 6)), published))
                .containsExactly(new OffsetRange("orders/0", 5, 5), new OffsetRange("orders/0", 7, 7));
        assertThat(OffsetRange.gaps(List.of(new OffsetRange("orders/0", 5, 7)), published))
                .isEmpty();
    }

    @Example
    void forgetsTheOldestGapsOfASourceThatHasVeryMany() {
        List<OffsetRange> ranges = List.of(
                new OffsetRange("a", 0, 0),
                new OffsetRange("a", 2, 3),
                new OffsetRange("a", 5, 5),
                new OffsetRange("b", 0, 0),
                new OffsetRange("b", 2, 2));

        assertThat(OffsetRange.condensed(ranges, 2))
                .containsExactly(
                        new OffsetRange("a", 0, 3),
                        new OffsetRange("a", 5, 5),
                        new OffsetRange("b", 0, 0),
                        new OffsetRange("b", 2, 2));
        assertThat(OffsetRange.condensed(ranges)).isEqualTo(ranges);
        assertThat(OffsetRange.condensed(List.of())).isEmpty();
    }

    @Example
    void sourcesCountForThemselves() {
        assertThat(OffsetRange.gaps(
                        List.of(new OffsetRange("orders/0", 0, 4), new OffsetRange("orders/1", 9, 9)), List.of()))
                .isEmpty();
    }

    private static Set<Long> offsets(List<OffsetRange> ranges) {
        Set<Long> offsets = new TreeSet<>();
        ranges.forEach(
                range -> LongStream.rangeClosed(range.first(), range.last()).forEach(offsets::add));
        return offsets;
    }
}
