package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** Objects whose names are declared: the record itself, and records in it. */
final class StructReader extends ValueReader {
    private final Faults faults;
    private final Members members;
    private final int fields;
    private final List<ColumnReader> absenceMatters;
    private long objects;

    /**
     * Of objects.
     *
     * @param fields of the struct
     * @param columns those of its fields that take their value from the object
     */
    StructReader(Faults faults, Members members, int fields, List<ColumnReader> columns) {
        this.faults = faults;
        this.members = members;
        this.fields = fields;
        this.absenceMatters =
                columns.stream().filter(ColumnReader::absenceMatters).toList();
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        if (in.token() == JsonToken.START_OBJECT) {
            fill(in, cells.struct(ordinal, fields));
        } else {
            faults.mismatch(in, expected());
        }
    }

    /** Reads the object at the cursor to its last token into cells that are its own. */
    void fill(JsonCursor in, Cells target) throws IOException {
        long object = ++objects;
        members.read(in, target, object);
        if (!absenceMatters.isEmpty()) {
            int brace = in.start();
            for (ColumnReader column : absenceMatters) {
                column.endObject(target, object, brace);
            }
        }
    }

    @Override
    String expected() {
        return "object";
    }
}
