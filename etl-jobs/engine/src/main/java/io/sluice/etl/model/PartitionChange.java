package io.sluice.etl.model;

import java.util.List;

/**
 * A partition before and after a run.
 *
 * @param before its content before the run; null when it did not exist
 * @param location folder in which readers will find the new version; null in a dry run
 * @param files the new version's files
 * @param rowsAfter rows that the new version holds, counted from its files' footers where they were written
 * @param staged folder in which the files lie until they are published; null when that is the location
 */
public record PartitionChange(
        String partition,
        PublishedPartition before,
        String location,
        List<DataFile> files,
        long replaced,
        long superseded,
        long kept,
        long rowsAfter,
        String staged) {
    public PartitionChange {
        files = List.copyOf(files);
    }

    /** A version that lies where readers will find it. */
    public PartitionChange(
            String partition,
            PublishedPartition before,
            String location,
            List<DataFile> files,
            long replaced,
            long superseded,
            long kept,
            long rowsAfter) {
        this(partition, before, location, files, replaced, superseded, kept, rowsAfter, null);
    }

    /** Where the files lie before they are published. */
    public String written() {
        return staged == null ? location : staged;
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
