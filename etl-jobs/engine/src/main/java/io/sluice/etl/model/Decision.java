package io.sluice.etl.model;

import java.util.List;
import java.util.Map;

/**
 * Which rows stay.
 *
 * @param losers positions of the batch's rows that lost, by landed file
 * @param losersByPartition how many of the batch's rows lost, by partition
 * @param superseded positions of published rows that lost, by landed file
 * @param supersededByDataFile how many rows each published data file loses; files that lose none are absent
 * @param replacedByDataFile how many rows of each published data file come from landed files that are read again
 * @param unchangedByPartition how many of those rows their file gave again, to stay, by partition
 * @param beaten which landed file's rows lost to which
 */
public record Decision(
        Map<String, Positions> losers,
        Map<String, Long> losersByPartition,
        Map<String, Positions> superseded,
        Map<DataFileKey, Long> supersededByDataFile,
        Map<DataFileKey, Long> replacedByDataFile,
        Map<String, Long> unchangedByPartition,
        long duplicatesInBatch,
        long duplicatesOfExisting,
        long conflicts,
        List<Beaten> beaten) {

    /** A data file of a published partition. */
    public record DataFileKey(String partition, String name) {}

    /** How many published rows a partition loses. */
    public long superseded(String partition) {
        return ofPartition(supersededByDataFile, partition);
    }

    /** How many published rows of a partition come from landed files that are read again. */
    public long replaced(String partition) {
        return ofPartition(replacedByDataFile, partition);
    }

    /** Whether a published data file cannot stay as it is. */
    public boolean changes(DataFileKey file) {
        return supersededByDataFile.containsKey(file) || replacedByDataFile.containsKey(file);
    }

    private static long ofPartition(Map<DataFileKey, Long> byDataFile, String partition) {
        return byDataFile.entrySet().stream()
                .filter(entry -> entry.getKey().partition().equals(partition))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many rows of a landed file lost. */
    public long losersOf(String file) {
        Positions positions = losers.get(file);
        return positions == null ? 0 : positions.count();
    }
}
