package io.sluice.etl.structure;

/**
 * Where the entries of one map go: key and value at the same index of two arrays.
 *
 * <p>A name that the object repeats sets the value at the index of its first occurrence again, so that the last wins.
 */
public interface MapCells {
    Cells keys();

    Cells values();
}
