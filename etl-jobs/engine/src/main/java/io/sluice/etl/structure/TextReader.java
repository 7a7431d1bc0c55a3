package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Strings; with coercion also numbers and booleans, as they are written. */
final class TextReader extends ValueReader {
    private final Faults faults;
    private final boolean coerce;

    TextReader(Faults faults, boolean coerce) {
        this.faults = faults;
        this.coerce = coerce;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        JsonToken token = in.token();
        if (token == JsonToken.VALUE_STRING) {
            if (cells != DiscardedCells.CELLS) {
                in.giveText(cells, ordinal);
            }
        } else if (coerce && token.isScalarValue()) {
            Utf8Slice text = in.json(in.start(), in.end());
            if (token.isNumeric() && text.length() > in.maxNumberLength()) {
                faults.tooLong(in, text.length());
            } else {
                cells.setText(ordinal, text.bytes(), text.offset(), text.length());
            }
        } else {
            faults.mismatch(in, expected());
        }
    }

    @Override
    String expected() {
        return "string";
    }
}
