package io.sluice.etl.block;

/** Takes the entries of one leaf, in their order. */
public interface EntrySink {
    /**
     * So many entries of the same levels come next. Where they have values, those follow by {@link #values} before any
     * entry without one.
     */
    void entries(int repetition, int definition, int count);

    /** The values of the last so many entries, all of which have one, come next and must be read. */
    void values(LeafCursor in, int count);
}
