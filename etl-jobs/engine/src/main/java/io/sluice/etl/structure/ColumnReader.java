package io.sluice.etl.structure;

import java.io.IOException;

/** Fills one column of a struct, with the value of its name or with what absence means. */
final class ColumnReader implements Destination {
    private final int ordinal;
    private final boolean wanted;
    private final NullableReader values;
    /** Stands for an absent value; null when the schema gives none. */
    private final RecordedCells.Value defaultValue;

    private final Faults faults;
    private long lastObject;

    ColumnReader(int ordinal, boolean wanted, NullableReader values, RecordedCells.Value defaultValue, Faults faults) {
        this.ordinal = ordinal;
        this.wanted = wanted;
        this.values = values;
        this.defaultValue = defaultValue;
        this.faults = faults;
    }

    @Override
    public void read(JsonCursor in, Cells target, long object) throws IOException {
        lastObject = object;
        values.read(in, wanted ? target : DiscardedCells.CELLS, ordinal);
    }

    /** Whether absence has a consequence beyond the null that the cell already holds. */
    boolean absenceMatters() {
        return defaultValue != null || required();
    }

    boolean required() {
        return defaultValue == null && !values.nullable();
    }

    /**
     * Does what absence asks for, if the column had no value in an object.
     *
     * @param offset of the object's closing brace
     */
    void endObject(Cells target, long object, int offset) {
        if (lastObject == object) {
            return;
        }
        if (defaultValue == null) {
            faults.missing(offset, values.expected());
        } else if (wanted) {
            defaultValue.writeTo(target, ordinal);
        }
    }
}
