package io.sluice.etl.model;

import java.util.List;

/**
 * A numbered document of the journal: what a run planned to switch.
 *
 * @param preparedAt ISO-8601 instant
 */
public record Slot(
        long number,
        String runId,
        String preparedAt,
        String schemaFingerprint,
        List<LedgerEntry> files,
        List<Switch> switches,
        List<Beaten> beaten,
        RunCounts counts) {
    public Slot {
        files = List.copyOf(files);
        switches = List.copyOf(switches);
        beaten = List.copyOf(beaten);
    }

    /**
     * One partition's move from version to version.
     *
     * @param oldLocation null when the partition did not exist
     */
    public record Switch(String partition, String oldLocation, String newLocation, List<DataFile> files) {
        public Switch {
            files = List.copyOf(files);
        }

        public PublishedPartition published() {
            return new PublishedPartition(partition, newLocation, files);
        }
    }
}
