package io.sluice.etl.dedup;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one task decided about its windows, in numbers of files; it travels once, as the task's result. */
final class PartialDecision implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<Integer, PositionSet> losers = new HashMap<>();
    private final HashMap<String, Long> losersByPartition = new HashMap<>();
    private final HashMap<Integer, PositionSet> superseded = new HashMap<>();
    private final HashMap<Integer, Long> supersededByDataFile = new HashMap<>();
    private final HashMap<Integer, Long> replacedByDataFile = new HashMap<>();
    private final HashMap<String, Long> unchangedByPartition = new HashMap<>();
    private final HashSet<Pair> beaten = new HashSet<>();
    private long duplicatesInBatch;
    private long duplicatesOfExisting;
    private long conflicts;

    /** File numbers of a loser and its winner. */
    record Pair(int loser, int winner) implements Serializable {}

    /** Records that a row lost to another of its window. */
    void lost(byte[] loser, byte[] winner) {
        int file = NarrowRow.file(loser);
        int winnerFile = NarrowRow.file(winner);
        if (file != winnerFile) {
            beaten.add(new Pair(file, winnerFile));
        }
        int dataFile = NarrowRow.dataFile(loser);
        if (dataFile != NarrowRow.IN_BATCH) {
            superseded.computeIfAbsent(file, ignored -> new PositionSet()).add(NarrowRow.position(loser));
            supersededByDataFile.merge(dataFile, 1L, Long::sum);
            return;
        }
        losers.computeIfAbsent(file, ignored -> new PositionSet()).add(NarrowRow.position(loser));
        losersByPartition.merge(NarrowRow.partition(loser), 1L, Long::sum);
        if (NarrowRow.dataFile(winner) == NarrowRow.IN_BATCH) {
            duplicatesInBatch++;
        } else {
            duplicatesOfExisting++;
        }
        if (NarrowRow.contentHash(loser) != NarrowRow.contentHash(winner)) {
            conflicts++;
        }
    }

    /**
     * Records a published row whose landed file is read again.
     *
     * @param unchanged whether the file gave the same row again, and it won
     */
    void replaced(byte[] row, boolean unchanged) {
        replacedByDataFile.merge(NarrowRow.dataFile(row), 1L, Long::sum);
        if (unchanged) {
            unchangedByPartition.merge(NarrowRow.partition(row), 1L, Long::sum);
        }
    }

    void add(PartialDecision other) {
        other.losers.forEach((file, positions) ->
                losers.computeIfAbsent(file, ignored -> new PositionSet()).addAll(positions));
        other.superseded.forEach((file, positions) ->
                superseded.computeIfAbsent(file, ignored -> new PositionSet()).addAll(positions));
        other.losersByPartition.forEach((partition, count) -> losersByPartition.merge(partition, count, Long::sum));
        other.supersededByDataFile.forEach((file, count) -> supersededByDataFile.merge(file, count, Long::sum));
        other.replacedByDataFile.forEach((file, count) -> replacedByDataFile.merge(file, count, Long::sum));
        other.unchangedByPartition.forEach(
                (partition, count) -> unchangedByPartition.merge(partition, count, Long::sum));
        beaten.addAll(other.beaten);
        duplicatesInBatch += other.duplicatesInBatch;
        duplicatesOfExisting += other.duplicatesOfExisting;
        conflicts += other.conflicts;
    }

    Map<Integer, PositionSet> losers() {
        return losers;
    }

    Map<String, Long> losersByPartition() {
        return losersByPartition;
    }

    Map<Integer, PositionSet> superseded() {
        return superseded;
    }

    Map<Integer, Long> supersededByDataFile() {
        return supersededByDataFile;
    }

    Map<Integer, Long> replacedByDataFile() {
        return replacedByDataFile;
    }

    Map<String, Long> unchangedByPartition() {
        return unchangedByPartition;
    }

    Set<Pair> beaten() {
        return beaten;
    }

    long duplicatesInBatch() {
        return duplicatesInBatch;
    }

    long duplicatesOfExisting() {
        return duplicatesOfExisting;
    }

    long conflicts() {
        return conflicts;
    }
}
