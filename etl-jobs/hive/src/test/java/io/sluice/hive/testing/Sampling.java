package io.sluice.hive.testing;

/** How much of a long test is done: a sample, or all of it with {@code -Dsluice.faults=all}. */
public final class Sampling {
    private static final boolean ALL = "all".equals(System.getProperty("sluice.faults"));

    private Sampling() {}

    /** One of two numbers. */
    public static int of(int sample, int all) {
        return ALL ? all : sample;
    }
}
