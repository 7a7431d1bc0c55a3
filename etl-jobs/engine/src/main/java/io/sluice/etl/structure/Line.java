package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.etl.model.RejectCode;

/**
 * Bytes that hold values one after the other.
 *
 * @param start index of the first byte
 * @param end index after the last byte
 * @param startPosition place of the first byte in the file
 */
record Line(byte[] bytes, int start, int end, long startPosition, RecordSink sink) {
    /** The place in the file of a byte. */
    long position(int index) {
        return startPosition + index - start;
    }

    /** Rejects a complete value that is no object. */
    void rejectOther(int from, int to, JsonToken token) {
        String message =
                "expected object, found " + MessageText.kind(token) + " " + MessageText.excerpt(bytes, from, to);
        sink.reject(position(from), RejectCode.NOT_AN_OBJECT, "", message, bytes, from, to - from);
    }

    /** Rejects all bytes from one on. */
    void rejectRest(int from, int to, RejectCode code, String message) {
        sink.reject(position(from), code, "", message, bytes, from, to - from);
    }
}
