package io.sluice.etl.generate;

import io.sluice.etl.model.RejectCode;

/** How a damaged copy is damaged, and what a reader that holds against {@code github/events/v1} calls it. */
enum Fault {
    CUT_LINE(RejectCode.MALFORMED_JSON),
    BAD_BYTE(RejectCode.BAD_ENCODING),
    IN_AN_ARRAY(RejectCode.NOT_AN_OBJECT),
    WITHOUT_ID(RejectCode.MISSING_FIELD),
    NULL_ID(RejectCode.NULL_VALUE),
    TEXT_FOR_BOOLEAN(RejectCode.TYPE_MISMATCH),
    HUGE_REPO_ID(RejectCode.OUT_OF_RANGE),
    BAD_TIME(RejectCode.BAD_TIME);

    private static final Fault[] ALL = values();

    private final RejectCode code;

    Fault(RejectCode code) {
        this.code = code;
    }

    static Fault any(Dice dice) {
        return ALL[dice.below(ALL.length)];
    }

    RejectCode code() {
        return code;
    }
}
