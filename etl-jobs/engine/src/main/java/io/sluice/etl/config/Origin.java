package io.sluice.etl.config;

import java.util.Comparator;

/** Where a value was written: how to point at it, and what its relative paths are relative to. */
sealed interface Origin {
    /** The order in which problems are told. */
    Comparator<Origin> IN_ORDER = Comparator.comparingInt(Origin::rank);

    /** Where a fault is said to be, given the key that it concerns; a key may be empty. */
    String at(String key);

    int rank();

    /** A line of the job file, from 1. */
    record Line(int number) implements Origin {
        @Override
        public String at(String key) {
            return "line " + number + (key.isEmpty() ? "" : ": " + key);
        }

        @Override
        public int rank() {
            return number;
        }
    }

    /** The job file as a whole, for what it lacks. */
    record JobFile() implements Origin {
        @Override
        public String at(String key) {
            return key;
        }

        @Override
        public int rank() {
            return 0;
        }
    }

    /** A {@code --set} of the command line. */
    record CommandLine() implements Origin {
        @Override
        public String at(String key) {
            return key.isEmpty() ? "--set" : "--set " + key;
        }

        @Override
        public int rank() {
            return Integer.MAX_VALUE;
        }
    }
}
