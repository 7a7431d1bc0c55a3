package io.sluice.etl.model;

import java.io.Serializable;

/** A set of record positions within one landed file. */
public interface Positions extends Serializable {
    boolean contains(long position);

    /** How many positions the set holds. */
    long count();
}
