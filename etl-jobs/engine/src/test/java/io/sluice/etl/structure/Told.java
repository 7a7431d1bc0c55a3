package io.sluice.etl.structure;

import io.sluice.etl.model.RejectCode;
import java.util.List;

/**
 * What a sink was told of one record.
 *
 * @param code null when the record was accepted
 * @param values null when the record was rejected
 */
record Told(
        long position,
        RejectCode code,
        String field,
        String message,
        String raw,
        List<Object> values,
        List<String> unknownFields) {

    boolean accepted() {
        return code == null;
    }

    /** The values, or code, field and message, in one line. */
    String summary() {
        return accepted() ? values.toString() : code + " " + field + ": " + message;
    }
}
