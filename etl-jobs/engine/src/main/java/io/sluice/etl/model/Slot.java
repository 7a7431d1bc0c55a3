package io.sluice.etl.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A numbered document of the journal: what a run planned to switch.
 *
 * @param preparedAt ISO-8601 instant
 * @param columns of the files that the run wrote, with their types as DDL, in order; null in documents of versions that did not say
 * @param aside null in documents of versions that left nothing beside a table
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
        RunCounts counts,
        Aside aside) {
    public Slot {
        columns = Collections.unmodifiableMap(columns == null ? Map.of() : new LinkedHashMap<>(columns));
        files = List.copyOf(files);
        switches = List.copyOf(switches);
        beaten = List.copyOf(beaten);
        aside = aside == null ? Aside.NOTHING : aside;
    }

    /** A slot that leaves nothing beside the table. */
    public Slot(
            long number,
            String runId,
            String preparedAt,
            String schemaFingerprint,
            Map<String, String> columns,
            List<LedgerEntry> files,
            List<Switch> switches,
            List<Beaten> beaten,
            RunCounts counts) {
        this(number, runId, preparedAt, schemaFingerprint, columns, files, switches, beaten, counts, Aside.NOTHING);
    }

    /**
     * What a run leaves beside the table; it counts once the slot is published.
     *
     * @param tombstones moves of {@link Tombstones}
     * @param offsets that the files of the run hold, where offsets count
     * @param duplicates new partitions of the table of duplicates
     */
    public record Aside(List<Switch> tombstones, List<OffsetRange> offsets, List<Switch> duplicates) {
        public static final Aside NOTHING = new Aside(List.of(), List.of(), List.of());

        public Aside {
            tombstones = List.copyOf(tombstones);
            offsets = List.copyOf(offsets);
            duplicates = List.copyOf(duplicates);
        }
    }

    /**
     * One partition's move from version to version.
     *
     * @param oldLocation null when the partition did not exist
     * @param staged folder from which the files are put into the new location; null when they were written there
     */
    public record Switch(
            String partition, String oldLocation, String newLocation, List<DataFile> files, String staged) {
        public Switch {
            files = List.copyOf(files);
        }

        /** A move to a version that lies where it was written. */
        public Switch(String partition, String oldLocation, String newLocation, List<DataFile> files) {
            this(partition, oldLocation, newLocation, files, null);
        }

        public PublishedPartition published() {
            return new PublishedPartition(partition, newLocation, files);
        }
    }
}
