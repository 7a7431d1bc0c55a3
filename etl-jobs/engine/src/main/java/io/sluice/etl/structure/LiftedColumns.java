package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** Fills columns of a struct from an object that lies deeper in its JSON. */
final class LiftedColumns implements Destination {
    private final Faults faults;
    private final Members members;
    private final List<ColumnReader> required;
    private final boolean alone;

    /**
     * Of an object.
     *
     * @param required the columns whose absence is a fault
     * @param alone whether no column takes the value itself, so that it must be an object
     */
    LiftedColumns(Faults faults, Members members, List<ColumnReader> required, boolean alone) {
        this.faults = faults;
        this.members = members;
        this.required = List.copyOf(required);
        this.alone = alone;
    }

    @Override
    public void read(JsonCursor in, Cells target, long object) throws IOException {
        if (in.token() == JsonToken.START_OBJECT) {
            members.read(in, target, object);
            for (ColumnReader column : required) {
                column.endObject(target, object, in.start());
            }
        } else if (in.token() != JsonToken.VALUE_NULL && alone) {
            faults.mismatch(in, "object");
        } else {
            in.pass();
        }
    }
}
