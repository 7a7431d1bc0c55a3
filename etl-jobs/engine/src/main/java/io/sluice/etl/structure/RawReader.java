package io.sluice.etl.structure;

import java.io.IOException;

/** The JSON text of any value, as it stands in the record. */
final class RawReader extends ValueReader {
    private final Faults faults;

    RawReader(Faults faults) {
        this.faults = faults;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        int start = in.start();
        in.skip(faults);
        Utf8Slice json = in.json(start, in.end());
        cells.setText(ordinal, json.bytes(), json.offset(), json.length());
    }

    @Override
    String expected() {
        return "any value";
    }
}
