package io.sluice.etl.model;

/** Why a record did not become a row. Names are stable: reports, quarantine and alerts refer to them. */
public enum RejectCode {
    /** Not UTF-8, or a lone surrogate. */
    BAD_ENCODING,
    /** Not JSON. */
    MALFORMED_JSON,
    /** JSON, but not an object. */
    NOT_AN_OBJECT,
    /** The value is null: the broker's mark of a deletion, where no column reads {@code kafka.tombstone}. */
    TOMBSTONE,
    /** Nested deeper than {@code landing.max_depth}. */
    TOO_DEEP,
    /** Longer than {@code landing.max_record_size}, a number longer than {@code landing.max_number_length}, or expanding beyond {@code landing.max_expansion_ratio}. */
    TOO_LARGE,
    /** The file ends, or its compression breaks, within the record. */
    TRUNCATED,
    /** Absent, and neither nullable nor defaulted. */
    MISSING_FIELD,
    /** Null where null may not be. */
    NULL_VALUE,
    /** A value of another kind than the column's. */
    TYPE_MISMATCH,
    /** A value of the right kind that the column cannot hold. */
    OUT_OF_RANGE,
    /** A string that is no time. */
    BAD_TIME,
    /** A name that the schema does not know, where {@code unknown_fields} is {@code reject}. */
    UNKNOWN_FIELD,
    /** A column of the deduplication key is null. */
    KEY_MISSING,
    /** Too old or too far in the future, where {@code late.beyond} is {@code quarantine}. */
    OUT_OF_WINDOW,
    /**
     * A row that lost to one of other content, where {@code dedup.conflicts} is {@code quarantine}. It counts as a
     * duplicate, not as rejected; quarantine keeps its raw bytes.
     */
    CONFLICT
}
