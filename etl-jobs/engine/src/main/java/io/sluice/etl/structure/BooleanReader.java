package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** True and false; with coercion also strings that hold them. */
final class BooleanReader extends ValueReader {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final Faults faults;
    private final boolean coerce;

    BooleanReader(Faults faults, boolean coerce) {
        this.faults = faults;
        this.coerce = coerce;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        JsonToken token = in.token();
        if (token.isBoolean()) {
            cells.setBoolean(ordinal, token == JsonToken.VALUE_TRUE);
        } else if (holds(in, TRUE)) {
            cells.setBoolean(ordinal, true);
        } else if (holds(in, FALSE)) {
            cells.setBoolean(ordinal, false);
        } else {
            faults.mismatch(in, expected());
        }
    }

    private boolean holds(JsonCursor in, byte[] text) throws IOException {
        return coerce && in.token() == JsonToken.VALUE_STRING && in.text().holds(text);
    }

    @Override
    String expected() {
        return "boolean";
    }
}
