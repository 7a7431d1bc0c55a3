package io.sluice.etl.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;

/** The values of a record whose names the schema does not know, in byte order; none lies in another. */
final class UnknownFields {
    private static final int MOST_REMEMBERED = 32;
    /** Records with more unknown fields are not remembered, and what they took is given back. */
    private static final int MOST_KEPT = 256;

    private final List<UnknownField> fields = new ArrayList<>();
    /** How many of the fields are in use. */
    private int count;

    /** What {@link #distinctPatterns} made of records before, the last one first. */
    private final Deque<Patterns> remembered = new ArrayDeque<>();

    /** One value of an unknown name; objects are used again for record after record. */
    static final class UnknownField {
        private int start;
        private int end;
        private String pattern = "";
        private String path = "";

        /** Index of its first byte. */
        int start() {
            return start;
        }

        /** Index after its last byte. */
        int end() {
            return end;
        }

        /** The path with indices and keys; empty when nobody will ask. */
        String path() {
            return path;
        }

        private void set(int newStart, int newEnd, String newPattern, String newPath) {
            start = newStart;
            end = newEnd;
            if (pattern != newPattern) {
                pattern = newPattern;
            }
            if (path != newPath) {
                path = newPath;
            }
        }

        private boolean liesIn(UnknownField other) {
            return start >= other.start && end <= other.end;
        }
    }

    void clear() {
        count = 0;
        if (fields.size() > MOST_KEPT) {
            fields.subList(MOST_KEPT, fields.size()).clear();
        }
    }

    /**
     * Notes a value.
     *
     * @param start index of its first byte
     * @param end index after its last byte
     * @param pattern path without indices and keys
     * @param path path with indices and keys; empty when nobody will ask
     */
    void add(int start, int end, String pattern, String path) {
        if (count == fields.size()) {
            fields.add(new UnknownField());
        }
        fields.get(count++).set(start, end, pattern, path);
    }

    int count() {
        return count;
    }

    /** Good until the next record. */
    List<UnknownField> all() {
        return Collections.unmodifiableList(fields.subList(0, count));
    }

    /** The patterns, each once; mostly the same list as before where they are the same. */
    List<String> distinctPatterns() {
        if (count == 0) {
            return List.of();
        }
        Patterns patterns = count > MOST_KEPT ? new Patterns(all()) : remembered();
        return patterns.distinct;
    }

    private Patterns remembered() {
        Patterns last = remembered.peekFirst();
        if (last != null && last.areOf(fields, count)) {
            return last;
        }
        Patterns patterns = null;
        for (Iterator<Patterns> before = remembered.iterator(); patterns == null && before.hasNext(); ) {
            Patterns next = before.next();
            if (next.areOf(fields, count)) {
                before.remove();
                patterns = next;
            }
        }
        if (patterns == null) {
            patterns = new Patterns(all());
            if (remembered.size() == MOST_REMEMBERED) {
                remembered.removeLast();
            }
        }
        remembered.addFirst(patterns);
        return patterns;
    }

    /** The patterns of a record; those of a kind mostly have the same. */
    private static final class Patterns {
        private final List<String> all;
        private final List<String> distinct;

        Patterns(List<UnknownField> fields) {
            all = fields.stream().map(field -> field.pattern).toList();
            distinct = List.copyOf(new LinkedHashSet<>(all));
        }

        boolean areOf(List<UnknownField> fields, int count) {
            if (count != all.size()) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                if (!fields.get(i).pattern.equals(all.get(i))) {
                    return false;
                }
            }
            return true;
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
        while (mine < second && others < count) {
            UnknownField one = fields.get(mine);
            UnknownField other = fields.get(others);
            if (one.end <= other.start) {
                mine++;
            } else if (other.end <= one.start) {
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
        count = fields.size();
    }
}
