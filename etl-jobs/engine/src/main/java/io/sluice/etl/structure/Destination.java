package io.sluice.etl.structure;

import java.io.IOException;

/** What takes the value of a name: a column, or the columns that are lifted out of it. */
sealed interface Destination permits ColumnReader, LiftedColumns {
    /**
     * Reads the value at the cursor up to its last token.
     *
     * @param target cells of the struct whose columns are filled
     * @param object number of that struct's object, other than that of any object before
     */
    void read(JsonCursor in, Cells target, long object) throws IOException;
}
