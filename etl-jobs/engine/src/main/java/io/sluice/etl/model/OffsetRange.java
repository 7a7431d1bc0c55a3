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
