package io.sluice.etl.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;

/** The values of a record whose names the schema does not know, in byte order; none lies in another. */
final class UnknownFields {
    private static final int MOST_REMEMBERED = 32;

    private final List<UnknownField> fields = new ArrayList<>();
    /** What {@link #distinctPatterns} made of records before, the last one first. */
    private final Deque<Patterns> remembered = new ArrayDeque<>();

    /**
     * One value of an unknown name.
     *
     * @param start index of its first byte
     * @param end index after its last byte
     * @param pattern path without indices and keys
     * @param path path with indices and keys; empty when nobody will ask
     */
    record UnknownField(int start, int end, String pattern, String path) {
        private boolean liesIn(UnknownField other) {
            return start >= other.start && end <= other.end;
        }
    }

    void clear() {
        fields.clear();
    }

    void add(UnknownField field) {
        fields.add(field);
    }

    int count() {
        return fields.size();
    }

    List<UnknownField> all() {
        return Collections.unmodifiableList(fields);
    }

    /** The patterns, each once; mostly the same list as before where they are the same. */
    List<String> distinctPatterns() {
        if (fields.isEmpty()) {
            return List.of();
        }
        for (Patterns before : remembered) {
            if (before.areOf(fields)) {
                return before.distinct;
            }
        }
        if (remembered.size() == MOST_REMEMBERED) {
            remembered.removeLast();
        }
        Patterns patterns = new Patterns(fields);
        remembered.addFirst(patterns);
        return patterns.distinct;
    }

    /** The patterns of a record; those of a kind mostly have the same. */
    private static final class Patterns {
        private final List<String> all;
        private final List<String> distinct;

        Patterns(List<UnknownField> fields) {
            all = fields.stream().map(UnknownField::pattern).toList();
            distinct = List.copyOf(new LinkedHashSet<>(all));
        }

        boolean areOf(List<UnknownField> fields) {
            int i = 0;
            while (i < all.size()
                    && i < fields.size()
                    && fields.get(i).pattern().equals(all.get(i))) {
                i++;
            }
            return i == all.size() && i == fields.size();
        }
    }

    /**
     * Keeps what is unknown to two readers of the same value.
     *
     * <p>One may know a name of which the other knows nothing; of two values that lie in each other the inner one is
     * what neither knows.
     *
     * @param first number of the first that the first reader found
     * @param second number of the first that the second reader found; all that follow are the second reader's
     */
    void intersect(int first, int second) {
        List<UnknownField> common = new ArrayList<>();
        int mine = first;
        int others = second;
        while (mine < second && others < fields.size()) {
            UnknownField one = fields.get(mine);
            UnknownField other = fields.get(others);
            if (one.end() <= other.start()) {
                mine++;
            } else if (other.end() <= one.start()) {
                others++;
            } else if (one.liesIn(other)) {
                common.add(one);
                mine++;
            } else {
                common.add(other);
                others++;
            }
        }
        fields.subList(first, fields.size()).clear();
        fields.addAll(common);
    }
}
