package io.sluice.etl.config;

import io.sluice.etl.model.SluiceException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is wrong with a job; a problem met twice is told once. */
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    void add(Origin origin, String key, String text) {
        found.add(new Problem(origin, key, text));
    }

    /**
     * Ends the reading of a job that has problems.
     *
     * @param file the job file as the user named it
     * @throws SluiceException of outcome {@code invalid}, with all problems in the order of the file
     */
    void throwIfAny(String file) {
        if (!found.isEmpty()) {
            String count = found.size() == 1 ? "1 problem" : found.size() + " problems";
            throw SluiceException.invalid(found.stream()
                    .sorted(Comparator.comparing(Problem::origin, Origin.IN_ORDER))
                    .map(problem -> "\n  " + problem)
                    .collect(Collectors.joining("", file + ": " + count, "")));
        }
    }
}
