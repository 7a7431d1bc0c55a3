package io.sluice.etl.structure;

import io.sluice.etl.model.RejectCode;
import java.util.List;

/**
 * A record as it landed, whatever is left of it once its envelopes are off.
 *
 * @param offset index of its first byte
 * @param position its place in the file
 */
record Landed(byte[] bytes, int offset, int length, long position, RecordSink sink) {
    void accept(List<String> unknownFields) {
        sink.accept(position, bytes, offset, length, unknownFields);
    }

    void reject(Fault fault) {
        sink.reject(position, fault.code(), fault.field(), fault.message(), bytes, offset, length);
    }

    void reject(RejectCode code, String message) {
        sink.reject(position, code, "", message, bytes, offset, length);
    }
}
