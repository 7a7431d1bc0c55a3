package io.sluice.etl.config;

/** What a key accepts, and what it makes of it. */
interface Form<T> {
    /** What is accepted, in words that can follow "expected". */
    String expected();

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException saying what is wrong with which value
     */
    T read(Yaml.Scalar value);

    /** The fault of a value that is of another kind. */
    default IllegalArgumentException unfit(Yaml found) {
        return new IllegalArgumentException("expected %s, found %s".formatted(expected(), found.shown()));
    }
}
