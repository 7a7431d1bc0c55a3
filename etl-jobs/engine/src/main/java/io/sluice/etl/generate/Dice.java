package io.sluice.etl.generate;

/**
 * Repeatable randomness that can be restarted at any event without memory.
 *
 * <p>SplitMix64 by Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014); our own,
 * because the JDK does not promise the sequence of its generators for good.
 */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** What the numbers are for; the same event gives unrelated numbers for different purposes. */
    enum Purpose {
        EVENT,
        CONTENT,
        CONFLICTING_CONTENT,
        COMMIT,
        MISHAP,
        FAULT,
        ODDITY
    }

    void restart(long seed, Purpose purpose, long number) {
        state = mixed(mixed(seed + GOLDEN_GAMMA * (purpose.ordinal() + 1)) + GOLDEN_GAMMA * number);
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    /** 0 up to, but without, a bound of at least 1. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    boolean chance(int percent) {
        return below(100) < percent;
    }

    /** 0 up to, but without, 1. */
    double fraction() {
        return (next() >>> 11) * 0x1p-53;
    }

    /**
     * A rank from 2^lowest up to, but without, 2^highest, each as likely as it is small (Zipf's law, exponent 1, in
     * steps of powers of two), so that few repositories and accounts cause much of the traffic.
     */
    int rank(int lowest, int highest) {
        int magnitude = 1 << lowest + below(highest - lowest);
        return magnitude + below(magnitude);
    }

    static long mixed(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
