package io.sluice.etl.structure;

import java.io.IOException;

/** The JSON text of any value, as it stands in the record. */
final class RawReader implements ValueReader {
    private final Faults faults;

    RawReader(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        int start = in.start();
        in.skip(faults);
        Utf8Slice json = in.json(start, in.end());
        cells.setText(ordinal, json.bytes(), json.offset(), json.length());
    }

    @Override
    public String expected() {
        return "any value";
    }
}
