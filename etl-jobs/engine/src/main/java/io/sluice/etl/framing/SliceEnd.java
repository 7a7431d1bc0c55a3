package io.sluice.etl.framing;

import io.sluice.etl.model.RejectCode;

/** Whether a slice is all of its record, and what is wrong where it is not. */
public sealed interface SliceEnd {
    /** The slice is the whole record; the only instance of {@link Complete}. */
    SliceEnd COMPLETE = new Complete();

    /** The slice is the whole record. */
    record Complete() implements SliceEnd {}

    /**
     * The slice is the beginning of a record longer than {@code landing.max_record_size}.
     *
     * @param length bytes of the whole record
     */
    record TooLarge(long length) implements SliceEnd {}

    /**
     * The slice, which may be empty, is no record for a reason that only its surroundings tell.
     *
     * @param field dotted path of the fault; empty when it concerns the whole slice
     */
    record Faulty(RejectCode code, String field, String message) implements SliceEnd {}

    /**
     * The file breaks after the slice, which may be empty. It is the last one.
     *
     * @param code {@link RejectCode#TRUNCATED} or {@link RejectCode#TOO_LARGE}
     * @param message what is wrong with the file
     */
    record Broken(RejectCode code, String message) implements SliceEnd {}
}
