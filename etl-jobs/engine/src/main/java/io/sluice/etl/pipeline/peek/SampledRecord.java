package io.sluice.etl.pipeline.peek;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A record of a sample, as a preset reads it.
 *
 * @param end offset after its last byte, if bytes are what its file counts
 * @param spansLines whether it has a line feed in it
 * @param payload what is left of it without its envelopes
 * @param around what its envelopes hold, by group
 */
record SampledRecord(String file, long position, long end, boolean spansLines, ObjectNode payload, ObjectNode around) {}
