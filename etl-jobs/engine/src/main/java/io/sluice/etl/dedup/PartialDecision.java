package io.sluice.etl.dedup;

import io.sluice.etl.model.Beaten;
import io.sluice.etl.model.Decision;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What one task decided about its keys, in numbers of files; it travels once, as the task's result. */
final class PartialDecision implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PositionsByFile losers;
    private final HashMap<String, Long> losersByPartition = new HashMap<>();
    private final HashMap<String, Long> deletesByPartition = new HashMap<>();
    private final PositionsByFile superseded;
    private final HashMap<Integer, Long> supersededByDataFile = new HashMap<>();
    private final HashMap<Integer, Long> replacedByDataFile = new HashMap<>();
    private final HashMap<Integer, Long> unchangedByDataFile = new HashMap<>();
    private final PositionsByFile conflicting;
    private final HashSet<Pair> beaten = new HashSet<>();
    private final HashSet<Integer> unhashed = new HashSet<>();
    private long duplicatesInBatch;
    private long duplicatesOfExisting;
    private long conflicts;
    private long supersededConflicts;
    private long keysOutsideWindow;
    private long shuffledBytes;

    /** File numbers of a loser and its winner. */
    record Pair(int loser, int winner) implements Serializable {}

    private final Wanted wanted;

    /**
     * What has to be known beyond counts.
     *
     * @param positions whether it is which rows lost
     * @param conflicts whether it is which of them are conflicts
     */
    record Wanted(boolean positions, boolean conflicts) implements Serializable {}

    PartialDecision(Wanted wanted) {
        this.wanted = wanted;
        this.losers = new PositionsByFile(wanted.positions());
        this.superseded = new PositionsByFile(wanted.positions());
        this.conflicting = new PositionsByFile(wanted.positions());
    }

    /** Takes in all verdicts over some rows. */
    static PartialDecision of(Verdicts verdicts, Wanted wanted) {
        PartialDecision decision = new PartialDecision(wanted);
        while (verdicts.hasNext()) {
            decision.add(verdicts.next());
        }
        decision.keysOutsideWindow = verdicts.keysOutsideWindow();
        return decision;
    }

    private void add(Verdicts.Verdict verdict) {
        byte[] row = verdict.row();
        switch (verdict.fate()) {
            case LOST -> lost(row, verdict.winner(), verdict.place().partition());
            case REPLACED -> replaced(row, verdict.winner());
            case WON -> {
                if (NarrowRow.isDelete(row) && !NarrowRow.isPublished(row)) {
                    deletesByPartition.merge(verdict.place().partition(), 1L, Long::sum);
                }
            }
        }
    }

    /** @param again the winner that is the same delivery, read again; null when there is none */
    private void replaced(byte[] row, byte[] again) {
        replacedByDataFile.merge(NarrowRow.dataFile(row), 1L, Long::sum);
        if (again != null && !differ(row, again)) {
            unchangedByDataFile.merge(NarrowRow.dataFile(row), 1L, Long::sum);
        }
    }

    private void lost(byte[] loser, byte[] winner, String partition) {
        int file = NarrowRow.file(loser);
        int winnerFile = NarrowRow.file(winner);
        if (file != winnerFile) {
            beaten.add(new Pair(file, winnerFile));
        }
        boolean differs = differ(loser, winner);
        if (NarrowRow.isPublished(loser)) {
            superseded.add(loser);
            supersededByDataFile.merge(NarrowRow.dataFile(loser), 1L, Long::sum);
            supersededConflicts += differs ? 1 : 0;
            return;
        }
        losers.add(loser);
        losersByPartition.merge(partition, 1L, Long::sum);
        if (NarrowRow.isPublished(winner)) {
            duplicatesOfExisting++;
        } else {
            duplicatesInBatch++;
        }
        if (differs) {
            conflicts++;
            if (wanted.conflicts()) {
                conflicting.add(loser);
            }
        }
    }

    private boolean differ(byte[] loser, byte[] winner) {
        if (NarrowRow.isHashed(loser) && NarrowRow.isHashed(winner)) {
            return NarrowRow.contentHash(loser) != NarrowRow.contentHash(winner);
        }
        for (byte[] row : new byte[][] {loser, winner}) {
            if (!NarrowRow.isHashed(row)) {
                unhashed.add(NarrowRow.dataFile(row));
            }
        }
        return false;
    }

    void shuffled(long bytes) {
        shuffledBytes += bytes;
    }

    void add(PartialDecision other) {
        losers.addAll(other.losers);
        superseded.addAll(other.superseded);
        conflicting.addAll(other.conflicting);
        addAll(losersByPartition, other.losersByPartition);
        addAll(deletesByPartition, other.deletesByPartition);
        addAll(supersededByDataFile, other.supersededByDataFile);
        addAll(replacedByDataFile, other.replacedByDataFile);
        addAll(unchangedByDataFile, other.unchangedByDataFile);
        beaten.addAll(other.beaten);
        unhashed.addAll(other.unhashed);
        duplicatesInBatch += other.duplicatesInBatch;
        duplicatesOfExisting += other.duplicatesOfExisting;
        conflicts += other.conflicts;
        supersededConflicts += other.supersededConflicts;
        keysOutsideWindow += other.keysOutsideWindow;
        shuffledBytes += other.shuffledBytes;
    }

    private static <K> void addAll(Map<K, Long> sums, Map<K, Long> more) {
        more.forEach((key, count) -> sums.merge(key, count, Long::sum));
    }

    /** Data files that hold a loser or winner whose content has to be known, and was not read. */
    Set<Integer> unhashed() {
        return unhashed;
    }

    long shuffledBytes() {
        return shuffledBytes;
    }

    PositionsByFile losers() {
        return losers;
    }

    PositionsByFile superseded() {
        return superseded;
    }

    PositionsByFile conflicting() {
        return conflicting;
    }

    /**
     * The decision in names.
     *
     * @param folder where the positions are that are not kept here; null when all are
     */
    Decision named(FileNumbers numbers, List<Decision.DataFileKey> dataFiles, LosersFolder folder) {
        Map<String, Long> unchangedByPartition = new HashMap<>();
        unchangedByDataFile.forEach((number, rows) ->
                unchangedByPartition.merge(dataFiles.get(number).partition(), rows, Long::sum));
        List<Beaten> byName = beaten.stream()
                .map(pair -> new Beaten(numbers.path(pair.loser()), numbers.path(pair.winner())))
                .sorted(Comparator.comparing(Beaten::loser).thenComparing(Beaten::winner))
                .toList();
        return new Decision(
                losers.byPath(numbers, folder == null ? null : folder.losers()),
                Map.copyOf(losersByPartition),
                Map.copyOf(deletesByPartition),
                superseded.byPath(numbers, folder == null ? null : folder.superseded()),
                byName(supersededByDataFile, dataFiles),
                byName(replacedByDataFile, dataFiles),
                Map.copyOf(unchangedByPartition),
                conflicting.byPath(numbers, folder == null ? null : folder.conflicting()),
                new Decision.Counts(
                        duplicatesInBatch,
                        duplicatesOfExisting,
                        conflicts,
                        supersededConflicts,
                        keysOutsideWindow,
                        shuffledBytes),
                byName);
    }

    private static Map<Decision.DataFileKey, Long> byName(
            Map<Integer, Long> byNumber, List<Decision.DataFileKey> dataFiles) {
        return byNumber.entrySet().stream()
                .collect(Collectors.toMap(entry -> dataFiles.get(entry.getKey()), Map.Entry::getValue));
    }
}
