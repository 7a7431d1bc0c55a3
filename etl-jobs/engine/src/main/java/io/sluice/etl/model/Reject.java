package io.sluice.etl.model;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A delivery that is not a row, with everything needed to mend and replay it.
 *
 * @param file path relative to the landing root
 * @param position byte offset of the record in the decompressed file
 * @param field dotted path of the fault; empty when it concerns the whole record
 * @param message what is wrong, with the value
 * @param raw the record's bytes as they landed, which may lie in a buffer that is used again
 */
public record Reject(String file, long position, RejectCode code, String field, String message, ByteBuffer raw) {
    public Reject {
        Objects.requireNonNull(file);
        Objects.requireNonNull(code);
        Objects.requireNonNull(raw);
    }
}
