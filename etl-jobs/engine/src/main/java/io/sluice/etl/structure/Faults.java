package io.sluice.etl.structure;

import io.sluice.etl.model.RejectCode;
import java.io.IOException;

/** Notes the faults of one place. */
final class Faults {
    private final Findings findings;
    private final Place place;

    Faults(Findings findings, Place place) {
        this.findings = findings;
        this.place = place;
    }

    Findings findings() {
        return findings;
    }

    Place place() {
        return place;
    }

    /** The same for a name in the object that is here. */
    Faults named(String name) {
        return new Faults(findings, place.named(name));
    }

    /** The value is of another kind; passes over it. */
    void mismatch(JsonCursor in, String expected) throws IOException {
        int start = in.start();
        String kind = MessageText.kind(in.token());
        in.skip(this);
        int end = in.end();
        findings.fault(
                RejectCode.TYPE_MISMATCH,
                start,
                place,
                () -> "expected " + expected + ", found " + kind + " " + MessageText.excerpt(in.bytes(), start, end));
    }

    void outOfRange(JsonCursor in, String expected) throws IOException {
        scalar(RejectCode.OUT_OF_RANGE, in, " does not fit " + expected);
    }

    void badTime(JsonCursor in, String expected) throws IOException {
        scalar(RejectCode.BAD_TIME, in, " is not " + expected);
    }

    private void scalar(RejectCode code, JsonCursor in, String problem) throws IOException {
        int start = in.start();
        int end = in.end();
        findings.fault(code, start, place, () -> MessageText.excerpt(in.bytes(), start, end) + problem);
    }

    void tooLong(JsonCursor in, int length) {
        findings.fault(
                RejectCode.TOO_LARGE,
                in.start(),
                place,
                () -> "number %s has %d characters, landing.max_number_length is %d"
                        .formatted(
                                MessageText.excerpt(in.bytes(), in.start(), in.start() + length),
                                length,
                                in.maxNumberLength()));
    }

    void nullValue(JsonCursor in, String expected) {
        findings.fault(
                RejectCode.NULL_VALUE,
                in.start(),
                place,
                () -> "expected " + expected + ", found null, which the schema does not allow here");
    }

    /** @param offset of the closing brace of the object that lacks the name */
    void missing(int offset, String expected) {
        findings.fault(
                RejectCode.MISSING_FIELD,
                offset,
                place,
                () -> "expected " + expected + ", found nothing, and the schema gives no default");
    }
}
