package io.sluice.etl.dedup;

import io.sluice.etl.model.Positions;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Positions of rows by the number of their landed file. */
final class PositionsByFile implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<Integer, PositionSet> positions = new HashMap<>();

    void add(byte[] row) {
        positions
                .computeIfAbsent(NarrowRow.file(row), ignored -> new PositionSet())
                .add(NarrowRow.position(row));
    }

    void addAll(PositionsByFile other) {
        other.positions.forEach((file, set) ->
                positions.computeIfAbsent(file, ignored -> new PositionSet()).addAll(set));
    }

    Set<Integer> files() {
        return positions.keySet();
    }

    PositionSet of(int file) {
        return positions.get(file);
    }

    Map<String, Positions> byPath(FileNumbers numbers) {
        Map<String, Positions> byPath = new HashMap<>();
        positions.forEach((number, set) -> byPath.put(numbers.path(number), set));
        return byPath;
    }
}
