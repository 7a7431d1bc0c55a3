package io.sluice.etl.structure;

import io.sluice.etl.model.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Makes the reader of one struct: a tree of names, at whose nodes its columns take their values. */
final class StructCompiler {
    private final SchemaCompiler types;
    private final List<Column> columns;
    private final IntPredicate wanted;
    private final ColumnReader[] readers;

    StructCompiler(SchemaCompiler types, List<Column> columns, IntPredicate wanted) {
        this.types = types;
        this.columns = columns;
        this.wanted = wanted;
        this.readers = new ColumnReader[columns.size()];
    }

    /** @param bound tells the ordinals of columns that take their value from this object */
    StructReader compile(IntPredicate bound, Faults faults) {
        Members members =
                members(IntStream.range(0, columns.size()).filter(bound).boxed().toList(), 0, faults);
        List<ColumnReader> filled =
                Arrays.stream(readers).filter(Objects::nonNull).toList();
        return new StructReader(faults, members, columns.size(), filled);
    }

    /** The names at one depth of the paths of some columns. */
    private Members members(List<Integer> ordinals, int depth, Faults faults) {
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        for (int ordinal : ordinals) {
            byName.computeIfAbsent(path(ordinal).get(depth), name -> new ArrayList<>())
                    .add(ordinal);
        }
        Map<String, Member> members = new LinkedHashMap<>();
        byName.forEach((name, bound) -> members.put(name, member(bound, depth, faults.named(name))));
        return new Members(faults, members, types.exactPaths());
    }

    private Member member(List<Integer> ordinals, int depth, Faults faults) {
        List<Destination> destinations = new ArrayList<>();
        List<Integer> deeper = new ArrayList<>();
        for (int ordinal : ordinals) {
            if (path(ordinal).size() > depth + 1) {
                deeper.add(ordinal);
            } else {
                readers[ordinal] = types.column(columns.get(ordinal), ordinal, wanted.test(ordinal), faults);
                destinations.add(readers[ordinal]);
            }
        }
        if (!deeper.isEmpty()) {
            destinations.add(lifted(deeper, depth + 1, faults, destinations.isEmpty()));
        }
        return new Member(faults, destinations);
    }

    private LiftedColumns lifted(List<Integer> ordinals, int depth, Faults faults, boolean alone) {
        Members members = members(ordinals, depth, faults);
        List<ColumnReader> required = ordinals.stream()
                .map(ordinal -> readers[ordinal])
                .filter(ColumnReader::required)
                .toList();
        return new LiftedColumns(faults, members, required, alone);
    }

    private List<String> path(int ordinal) {
        return columns.get(ordinal).json().path();
    }
}
