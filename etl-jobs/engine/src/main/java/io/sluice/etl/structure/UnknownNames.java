package io.sluice.etl.structure;

import java.util.HashMap;
import java.util.Map;

/**
 * The unknown names met so far in one object of the schema, each with its path made once.
 *
 * <p>Names may be data, so their number is bounded; those beyond, and very long ones, share one path.
 */
final class UnknownNames {
    private static final int MOST_NAMES = 1000;
    private static final int LONGEST_NAME = 200;

    private final Faults object;
    private final Map<String, UnknownName> names = new HashMap<>();
    private final String sharedPattern;

    UnknownNames(Faults object) {
        this.object = object;
        this.sharedPattern = object.place().named("*").pattern();
    }

    UnknownName of(String name) {
        UnknownName known = names.get(name);
        if (known != null) {
            return known;
        }
        Faults faults = object.named(name);
        if (names.size() >= MOST_NAMES || name.length() > LONGEST_NAME) {
            return new UnknownName(faults, sharedPattern, false);
        }
        UnknownName added = new UnknownName(faults, faults.place().pattern(), true);
        names.put(name, added);
        return added;
    }

    /** A name that the schema does not know, at one place. */
    static final class UnknownName {
        private final Faults faults;
        private final String pattern;
        private final boolean remembered;
        private long lastObject;

        private UnknownName(Faults faults, String pattern, boolean remembered) {
            this.faults = faults;
            this.pattern = pattern;
            this.remembered = remembered;
        }

        /** Whether the name has an entry of its own, however often it occurs. */
        boolean remembered() {
            return remembered;
        }

        Faults faults() {
            return faults;
        }

        String pattern() {
            return pattern;
        }

        /** Notes that the name occurs in an object, and tells the findings when it did before. */
        void occursIn(long object, Findings findings) {
            if (!remembered) {
                findings.nameUnchecked();
            } else if (lastObject == object) {
                findings.nameRepeated();
            }
            lastObject = object;
        }
    }
}
