package io.sluice.etl.model;

import java.util.List;

/**
 * The content of a partition as the journal knows it.
 *
 * @param partition {@code column=value} names joined by {@code /}, escaped as Hive escapes them
 * @param location folder of the version
 */
public record PublishedPartition(String partition, String location, List<DataFile> files) {
    public PublishedPartition {
        files = List.copyOf(files);
    }

    public long rows() {
        return files.stream().mapToLong(DataFile::rows).sum();
    }
}
