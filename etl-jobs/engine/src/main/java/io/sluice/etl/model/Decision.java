package io.sluice.etl.model;

import java.util.List;
import java.util.Map;

/**
 * Which rows stay.
 *
 * @param losers positions of the batch's rows that lost, by landed file
 * @param losersByPartition how many of the batch's rows lost, by partition
 * @param deletesByPartition how many of the batch's rows won and delete their key, by partition
 * @param superseded positions of published rows and tombstones that lost, by landed file
 * @param supersededByDataFile how many rows each published data file loses; files that lose none are absent
 * @param replacedByDataFile how many rows of each published data file come from landed files that are read again
 * @param unchangedByPartition how many of those rows their file gave again, to stay, by partition
 * @param conflicting positions of the batch's rows that are to be quarantined, because their content differs from the
 *     winner's, by landed file
 * @param beaten which landed file's rows lost to which
 */
public record Decision(
        Map<String, Positions> losers,
        Map<String, Long> losersByPartition,
        Map<String, Long> deletesByPartition,
        Map<String, Positions> superseded,
        Map<DataFileKey, Long> supersededByDataFile,
        Map<DataFileKey, Long> replacedByDataFile,
        Map<String, Long> unchangedByPartition,
        Map<String, Positions> conflicting,
        Counts counts,
        List<Beaten> beaten) {

    /** A data file of a published partition, or of its {@link Tombstones}. */
    public record DataFileKey(String partition, String name) {}

    /**
     * How many rows lost, and why.
     *
     * @param duplicatesInBatch rows of the batch whose winner is in the batch
     * @param duplicatesOfExisting rows of the batch whose winner was published before
     * @param conflicts rows of the batch whose content differs from the winner's
     * @param supersededConflicts published rows whose content differs from the winner's
     * @param keysOutsideWindow keys of which the run saw more than one row stay, because they lie in different windows
     * @param shuffledBytes bytes that tasks fetched to bring the rows of a key together
     */
    public record Counts(
            long duplicatesInBatch,
            long duplicatesOfExisting,
            long conflicts,
            long supersededConflicts,
            long keysOutsideWindow,
            long shuffledBytes) {}

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
