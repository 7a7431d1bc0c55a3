package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Arrays. */
final class ListReader extends ValueReader {
    private final Faults faults;
    private final Place elementPlace;
    private final NullableReader elements;

    ListReader(Faults faults, Place elementPlace, NullableReader elements) {
        this.faults = faults;
        this.elementPlace = elementPlace;
        this.elements = elements;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        if (in.token() != JsonToken.START_ARRAY) {
            faults.mismatch(in, expected());
            return;
        }
        Cells array = cells.array(ordinal);
        for (int index = 0; in.next() != JsonToken.END_ARRAY; index++) {
            elementPlace.enterElement(index);
            // A faulty element leaves no value, and those after it must not follow on a gap.
            elements.read(in, faults.findings().faulty() ? DiscardedCells.CELLS : array, index);
        }
    }

    @Override
    String expected() {
        return "array";
    }
}
