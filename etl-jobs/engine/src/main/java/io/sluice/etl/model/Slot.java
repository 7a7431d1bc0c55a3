package io.sluice.etl.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A numbered document of the journal: what a run planned to switch.
 *
 * @param preparedAt ISO-8601 instant
 * @param columns of the files that the run wrote, with their types as DDL, in order
 */
public record Slot(
        long number,
        String runId,
        String preparedAt,
        String schemaFingerprint,
        Map<String, String> columns,
        List<LedgerEntry> files,
        List<Switch> switches,
        List<Beaten> beaten,
        RunCounts counts) {
    public Slot {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
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
