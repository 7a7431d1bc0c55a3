package io.sluice.etl.pipeline;

import io.sluice.etl.model.DataFile;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which small files of a partition a run writes again as one. Each run adds a few files to a partition, so without that a
 * partition of many late runs would be all small files.
 *
 * <p>From the smallest up, a file is taken while it has no more rows than the run adds and the smaller ones have
 * together. So a late record does not write a day again whose files are small only because many tasks wrote them; and
 * since what a row is gathered into has at least twice the rows of its file before, a row is written again no more often
 * than a partition's rows can double.
 */
final class SmallFiles {
    /** A file is small below this part of the target size. */
    private static final int SMALL = 4;
    /** So many small files are worth writing again. */
    private static final int MANY = 8;

    private SmallFiles() {}

    /**
     * Chooses them.
     *
     * @param files of the partition that would be carried over otherwise
     * @param addedRows rows that the run adds to the partition
     * @param targetFileSize bytes that a data file should have
     */
    static Set<DataFile> toGather(Collection<DataFile> files, long addedRows, long targetFileSize) {
        List<DataFile> small = files.stream()
                .filter(file -> file.bytes() < targetFileSize / SMALL)
                .sorted(Comparator.comparingLong(DataFile::rows).thenComparing(DataFile::name))
                .toList();
        Set<DataFile> gathered = new HashSet<>();
        long rows = addedRows;
        for (DataFile file : small) {
            if (file.rows() > rows) {
                break;
            }
            gathered.add(file);
            rows += file.rows();
        }
        return gathered.size() < MANY ? Set.of() : gathered;
    }
}
