package io.sluice.etl.framing;

import io.sluice.etl.model.EnvelopeValues;

/**
 * A record as it landed, of which a slice is the inner part.
 *
 * @param offset index of the record's first byte
 * @param values what the surroundings of the slice hold
 */
public record Wrapping(byte[] bytes, int offset, int length, EnvelopeValues values) {}
