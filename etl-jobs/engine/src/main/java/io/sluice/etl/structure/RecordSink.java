package io.sluice.etl.structure;

import io.sluice.etl.model.RejectCode;
import java.util.List;

/**
 * Told of every value of a line, in byte order: each is accepted or rejected, once.
 *
 * <p>Byte ranges are the record's own and valid only during the call. A position is that of the record's first byte.
 */
public interface RecordSink {
    /** Cleared cells for the record that begins; asked for once an object, also when the object ends up rejected. */
    Cells begin();

    /**
     * The record that began fits the schema, and its cells are filled.
     *
     * @param unknownFields paths of names that the schema does not know, distinct, in order of occurrence
     */
    void accept(long position, byte[] bytes, int offset, int length, List<String> unknownFields);

    /**
     * A record does not fit the schema, or bytes are no record.
     *
     * @param field dotted path of the fault; empty when it concerns the whole record
     * @param message what is wrong, with the value
     */
    void reject(long position, RejectCode code, String field, String message, byte[] bytes, int offset, int length);
}
