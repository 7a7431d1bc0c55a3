package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Decides about null before a value is read. */
final class NullableReader {
    private final ValueReader values;
    private final boolean nullable;
    private final Faults faults;

    NullableReader(ValueReader values, boolean nullable, Faults faults) {
        this.values = values;
        this.nullable = nullable;
        this.faults = faults;
    }

    boolean nullable() {
        return nullable;
    }

    String expected() {
        return values.expected();
    }

    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        if (in.token() != JsonToken.VALUE_NULL) {
            values.read(in, cells, ordinal);
        } else if (nullable) {
            cells.setNull(ordinal);
        } else {
            faults.nullValue(in, values.expected());
        }
    }
}
