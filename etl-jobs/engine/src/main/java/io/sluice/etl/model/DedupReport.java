package io.sluice.etl.model;

import java.util.List;

/**
 * How duplicates were told in a run.
 *
 * @param planReason why the plan was chosen, in words
 * @param estimatedShuffleBytes what it was expected to take to bring the rows of a key together, published rows included
 * @param shuffleBytes what it took; twice as much, or more, where content had to be compared
 * @param keysOutsideWindow keys of which the run saw more than one row stay, because they lie in different windows; rows
 *     in partitions that it had no reason to read are not seen
 * @param offsetGaps offsets that are missing between those seen, where offsets count
 */
public record DedupReport(
        String strategy,
        String lookback,
        String planReason,
        long estimatedShuffleBytes,
        long shuffleBytes,
        long keysOutsideWindow,
        List<OffsetRange> offsetGaps) {
    public DedupReport {
        offsetGaps = List.copyOf(offsetGaps);
    }

    public long missingOffsets() {
        return offsetGaps.stream().mapToLong(OffsetRange::size).sum();
    }
}
