package io.sluice.etl.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Offsets of one source, none missing between them.
 *
 * @param source what counts the offsets, such as {@code orders/3} for partition 3 of topic orders
 * @param first the smallest
 * @param last the greatest, itself in the range
 */
public record OffsetRange(String source, long first, long last) {
    private static final int MOST_REMEMBERED = 10_000;

    private static final Comparator<OffsetRange> IN_ORDER =
            Comparator.comparing(OffsetRange::source).thenComparingLong(OffsetRange::first);

    /** How many offsets the range holds. */
    public long size() {
        return last - first + 1;
    }

    /** Ranges that overlap or touch become one; the others stay, by source and in order. */
    public static List<OffsetRange> merged(Collection<OffsetRange> ranges) {
        List<OffsetRange> merged = new ArrayList<>();
        for (OffsetRange range : ranges.stream().sorted(IN_ORDER).toList()) {
            OffsetRange before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && before.source.equals(range.source) && range.first <= before.last + 1) {
                merged.set(
                        merged.size() - 1,
                        new OffsetRange(before.source, before.first, Math.max(before.last, range.last)));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /**
     * What is worth remembering: of a source with very many gaps, such as a log that is compacted, the gaps before its
     * newest {@value #MOST_REMEMBERED} ranges are forgotten, as if nothing were missing there.
     *
     * @param ranges as {@link #merged} gives them
     */
    public static List<OffsetRange> condensed(List<OffsetRange> ranges) {
        return condensed(ranges, MOST_REMEMBERED);
    }

    static List<OffsetRange> condensed(List<OffsetRange> ranges, int most) {
        List<OffsetRange> condensed = new ArrayList<>();
        int start = 0;
        while (start < ranges.size()) {
            String source = ranges.get(start).source();
            int end = start;
            while (end < ranges.size() && ranges.get(end).source().equals(source)) {
                end++;
            }
            int exact = Math.max(start, end - most);
            if (exact > start) {
                condensed.add(new OffsetRange(
                        source, ranges.get(start).first(), ranges.get(exact).last()));
                exact++;
            }
            condensed.addAll(ranges.subList(exact, end));
            start = end;
        }
        return condensed;
    }

    /**
     * Offsets that are missing between those of a batch, or between one of them and the nearest that was published
     * before. A gap that lies between published offsets alone is none of the batch.
     */
    public static List<OffsetRange> gaps(Collection<OffsetRange> batch, Collection<OffsetRange> published) {
        List<OffsetRange> all = new ArrayList<>(published);
        all.addAll(batch);
        List<OffsetRange> seen = merged(all);
        List<OffsetRange> gaps = new ArrayList<>();
        for (int i = 1; i < seen.size(); i++) {
            OffsetRange before = seen.get(i - 1);
            OffsetRange after = seen.get(i);
            if (before.source.equals(after.source)
                    && (holds(batch, before.source, before.last) || holds(batch, after.source, after.first))) {
                gaps.add(new OffsetRange(before.source, before.last + 1, after.first - 1));
            }
        }
        return gaps;
    }

    private static boolean holds(Collection<OffsetRange> ranges, String source, long offset) {
        return ranges.stream()
                .anyMatch(range -> range.source.equals(source) && range.first <= offset && offset <= range.last);
    }
}
