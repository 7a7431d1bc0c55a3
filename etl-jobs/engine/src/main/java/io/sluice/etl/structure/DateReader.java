package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Strings that are ISO dates. */
final class DateReader extends ValueReader {
    private final Faults faults;
    private final IsoTime times = new IsoTime();

    DateReader(Faults faults) {
        this.faults = faults;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        if (in.token() != JsonToken.VALUE_STRING) {
            faults.mismatch(in, expected());
            return;
        }
        int days = times.days(in.text());
        if (days == IsoTime.NO_DATE) {
            faults.badTime(in, "an ISO-8601 date (yyyy-MM-dd)");
        } else {
            cells.setInt(ordinal, days);
        }
    }

    @Override
    String expected() {
        return "date as string";
    }
}
