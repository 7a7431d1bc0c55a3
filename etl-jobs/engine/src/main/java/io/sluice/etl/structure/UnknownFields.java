package io.sluice.etl.structure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/** The values of a record whose names the schema does not know, in byte order; none lies in another. */
final class UnknownFields {
    private final List<UnknownField> fields = new ArrayList<>();
    /** Patterns of the record for which {@link #distinct} was made; records of a kind mostly have the same. */
    private final List<String> patterns = new ArrayList<>();

    private List<String> distinct = List.of();

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

    /** The patterns, each once; the same list as before where they are the same. */
    List<String> distinctPatterns() {
        if (!asBefore()) {
            patterns.clear();
            fields.forEach(field -> patterns.add(field.pattern()));
            distinct = List.copyOf(new LinkedHashSet<>(patterns));
        }
        return distinct;
    }

    private boolean asBefore() {
        if (fields.size() != patterns.size()) {
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).pattern().equals(patterns.get(i))) {
                return false;
            }
        }
        return true;
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
