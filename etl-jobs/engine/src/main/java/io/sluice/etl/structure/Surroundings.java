package io.sluice.etl.structure;

import io.sluice.etl.model.EnvelopeValues;

/** What is known of the record being read from outside of it: its file, and its place there. */
@FunctionalInterface
public interface Surroundings {
    /** Nothing is known. */
    Surroundings NONE = values -> {};

    /** Sets what is known of the record that is read now. */
    void addTo(EnvelopeValues values);
}
