package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;

/** Strings that are base64 with padding, as RFC 4648, section 4, defines it. */
final class BinaryReader extends ValueReader {
    private static final int GROUP = 4;

    private final Faults faults;

    BinaryReader(Faults faults) {
        this.faults = faults;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        byte[] value = in.token() == JsonToken.VALUE_STRING ? decoded(in.text()) : null;
        if (value == null) {
            faults.mismatch(in, expected());
        } else {
            cells.setBinary(ordinal, value);
        }
    }

    private static byte[] decoded(Utf8Slice text) {
        if (text.length() % GROUP != 0) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(text.copy());
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    @Override
    String expected() {
        return "base64 string";
    }
}
