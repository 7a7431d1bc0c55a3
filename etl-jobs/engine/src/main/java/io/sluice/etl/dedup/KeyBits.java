package io.sluice.etl.dedup;

import java.io.Serializable;

/**
 * Keys by their {@link NarrowRow#keyHash}: a Bloom filter whose bits of a key lie in one word, so that a look costs one
 * access to memory.
 *
 * <p>Source: Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom Filters" (2007), on blocked filters.
 */
final class KeyBits implements Serializable {
    private static final long serialVersionUID = 1L;

    /** With four bits set for each key, one key in some two hundred gets through for nothing. */
    private static final int BITS_A_KEY = 16;

    private final long[] words;

    /** @param keys how many there will be, up to some hundred million */
    KeyBits(long keys) {
        words = new long[Math.toIntExact(keys * BITS_A_KEY / Long.SIZE + 1)];
    }

    void add(long hash) {
        words[word(hash)] |= bits(hash);
    }

    /** Whether the key is one of these, or is taken for one. */
    boolean mayHold(long hash) {
        long bits = bits(hash);
        return (words[word(hash)] & bits) == bits;
    }

    /** Adds the keys of another one, made for as many. */
    KeyBits plus(KeyBits other) {
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.words[i];
        }
        return this;
    }

    /** By the upper half of the hash, of which the lower is used for bits. */
    private int word(long hash) {
        return (int) ((hash >>> Integer.SIZE) * words.length >>> Integer.SIZE);
    }

    /** Shifts count by their last six bits. */
    private static long bits(long hash) {
        return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12) | 1L << (hash >>> 18);
    }
}
