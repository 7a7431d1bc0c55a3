package io.sluice.etl.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what a misspelt name was meant to be. */
public final class Spelling {
    private static final int LETTERS_PER_MISTAKE = 3;

    private Spelling() {}

    /** The nearest of the valid names, if it is at most one mistake in three letters away. */
    public static Optional<String> nearest(String name, Collection<String> valid) {
        int tolerance = Math.max(1, name.length() / LETTERS_PER_MISTAKE);
        return valid.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= tolerance)
                .filter(candidate -> distance(name, candidate) <= tolerance)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** Letters added, left out, replaced or swapped with their neighbour (optimal string alignment). */
    private static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        char a = left.charAt(i - 1);
        char b = right.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (a == b ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a == right.charAt(j - 2) && left.charAt(i - 2) == b;
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
