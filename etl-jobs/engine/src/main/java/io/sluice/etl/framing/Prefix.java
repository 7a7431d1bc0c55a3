package io.sluice.etl.framing;

import io.sluice.etl.model.EnvelopeValues;

/** What a producer writes before or around the JSON of a line. */
interface Prefix {
    /** The JSON within a line. */
    record Inner(byte[] bytes, int offset, int length) {}

    /**
     * Takes it off.
     *
     * @param values where what was taken off is noted
     * @return null where the line has none
     */
    Inner takeOff(byte[] bytes, int from, int to, EnvelopeValues values);
}
