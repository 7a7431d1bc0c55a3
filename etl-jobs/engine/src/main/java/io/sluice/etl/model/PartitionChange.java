package io.sluice.etl.model;

import java.util.List;

/**
 * A partition before and after a run.
 *
 * @param before its content before the run; null when it did not exist
 * @param location folder of the new version; null in a dry run
 * @param files the new version's files
 * @param rowsAfter rows that the new version holds, counted from its files' footers where they were written
 */
public record PartitionChange(
        String partition,
        PublishedPartition before,
        String location,
        List<DataFile> files,
        long replaced,
        long superseded,
        long kept,
        long rowsAfter) {
    public PartitionChange {
        files = List.copyOf(files);
    }

    public long rowsBefore() {
        return before == null ? 0 : before.rows();
    }

    public long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /** What the sums demand of {@link #rowsAfter}. */
    public long rowsExpected() {
        return rowsBefore() - replaced - superseded + kept;
    }
}
