package io.sluice.etl.dedup;

import io.sluice.etl.model.Positions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Positions of rows by the number of their landed file, or only how many there are. */
final class PositionsByFile implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean kept;
    private final HashMap<Integer, PositionSet> positions = new HashMap<>();
    private final HashMap<Integer, Long> counts = new HashMap<>();

    /** @param kept whether the positions are; else they are only counted */
    PositionsByFile(boolean kept) {
        this.kept = kept;
    }

    void add(byte[] row) {
        int file = NarrowRow.file(row);
        counts.merge(file, 1L, Long::sum);
        if (kept) {
            positions.computeIfAbsent(file, ignored -> new PositionSet()).add(NarrowRow.position(row));
        }
    }

    void addAll(PositionsByFile other) {
        other.counts.forEach((file, count) -> counts.merge(file, count, Long::sum));
        other.positions.forEach((file, set) ->
                positions.computeIfAbsent(file, ignored -> new PositionSet()).addAll(set));
    }

    Map<Integer, PositionSet> kept() {
        return positions;
    }

    /**
     * The positions by path.
     *
     * @param elsewhere gives those of a file that are not kept here, by its number and how many they are
     */
    Map<String, Positions> byPath(FileNumbers numbers, BiFunction<Integer, Long, Positions> elsewhere) {
        Map<String, Positions> byPath = new HashMap<>();
        counts.forEach((file, count) ->
                byPath.put(numbers.path(file), kept ? positions.get(file) : elsewhere.apply(file, count)));
        return byPath;
    }
}
