package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Finds the number at the cursor, or in the string there. */
final class NumberSource {
    private final Faults faults;
    private final boolean strings;
    private final boolean integral;

    /**
     * Of the numbers at a place.
     *
     * @param strings whether strings may hold the number
     * @param integral whether numbers with a fraction or an exponent are of another kind
     */
    NumberSource(Faults faults, boolean strings, boolean integral) {
        this.faults = faults;
        this.strings = strings;
        this.integral = integral;
    }

    /** The number, valid until the next text; null when there is none, and the fault is noted. */
    Utf8Slice read(JsonCursor in, String expected) throws IOException {
        Utf8Slice number = null;
        if (in.token().isNumeric()) {
            number = in.number();
        } else if (strings && in.token() == JsonToken.VALUE_STRING) {
            Utf8Slice text = in.text();
            number = NumberText.isNumber(text) ? text : null;
        }
        if (number == null) {
            faults.mismatch(in, expected);
            return null;
        }
        if (number.length() > in.maxNumberLength()) {
            faults.tooLong(in, number.length());
            return null;
        }
        if (integral && !NumberText.isIntegral(number)) {
            faults.mismatch(in, expected);
            return null;
        }
        return number;
    }
}
