package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.etl.model.RejectCode;
import java.io.IOException;

/** The faults that make the rest of a line one reject. */
final class LineFaults {
    private static final int ESCAPE_LENGTH = 6;

    private LineFaults() {}

    /** Index of the byte at which the parser gave up. */
    static int place(IOException notJson, int parserStart, int end) {
        boolean placed = notJson instanceof JsonProcessingException parsing && parsing.getLocation() != null;
        if (!placed) {
            return end;
        }
        long offset = ((JsonProcessingException) notJson).getLocation().getByteOffset();
        return (int) Math.min(parserStart + Math.max(offset, 0), end);
    }

    static Fault syntax(byte[] bytes, int start, int fault, int end) {
        String where = "byte " + (fault - start) + ", near " + MessageText.around(bytes, start, fault, end);
        return new Fault(RejectCode.MALFORMED_JSON, fault, "", "not JSON at " + where);
    }

    static Fault unfinished(byte[] bytes, int start, int end) {
        String last = MessageText.around(bytes, start, end, end);
        return new Fault(RejectCode.MALFORMED_JSON, end, "", "not JSON, ends too early after " + last);
    }

    static Fault depth(int start, int maxDepth) {
        return new Fault(RejectCode.TOO_DEEP, start, "", "nested deeper than landing.max_depth, which is " + maxDepth);
    }

    /** @param fault index of the first byte whose encoding is faulty, or of a NUL */
    static Fault encoding(byte[] bytes, int start, int fault, int end) {
        int bad = EncodingCheck.firstFaultButNul(bytes, fault, end);
        if (bad == end) {
            return new Fault(RejectCode.MALFORMED_JSON, fault, "", "not JSON, byte " + (fault - start) + " is NUL");
        }
        String what = bytes[bad] == '\\'
                ? "lone surrogate " + MessageText.excerpt(bytes, bad, Math.min(bad + ESCAPE_LENGTH, end))
                : "not UTF-8, 0x%02x".formatted(bytes[bad]);
        return new Fault(RejectCode.BAD_ENCODING, bad, "", what + " at byte " + (bad - start));
    }
}
