package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Objects whose names are data. */
final class MapReader extends ValueReader {
    private final Faults faults;
    private final Place valuePlace;
    private final NullableReader values;

    MapReader(Faults faults, Place valuePlace, NullableReader values) {
        this.faults = faults;
        this.valuePlace = valuePlace;
        this.values = values;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        if (in.token() != JsonToken.START_OBJECT) {
            faults.mismatch(in, expected());
            return;
        }
        MapCells map = cells.map(ordinal);
        Map<String, Integer> indices = new HashMap<>();
        while (in.nextName()) {
            // A faulty value leaves none, and those after it must not follow on a gap.
            MapCells target = faults.findings().faulty() ? DiscardedCells.CELLS : map;
            readEntry(in, target, in.name(), indices);
        }
    }

    private void readEntry(JsonCursor in, MapCells target, String name, Map<String, Integer> indices)
            throws IOException {
        int next = indices.size();
        Integer earlier = indices.putIfAbsent(name, next);
        int index = earlier == null ? next : earlier;
        if (earlier == null) {
            Utf8Slice key = in.text();
            target.keys().setText(index, key.bytes(), key.offset(), key.length());
        } else {
            faults.findings().nameRepeated();
        }
        in.next();
        if (in.superseded()) {
            in.pass();
            target.values().setNull(index);
        } else {
            valuePlace.enterValue(name);
            values.read(in, target.values(), index);
        }
    }

    @Override
    String expected() {
        return "object";
    }
}
