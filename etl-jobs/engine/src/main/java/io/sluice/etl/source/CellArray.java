package io.sluice.etl.source;

import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;

/** A view of cells as an array. */
final class CellArray extends ArrayData implements CellGetters {
    private static final long serialVersionUID = 1L;

    private final transient ObjectCells cells;

    CellArray(ObjectCells cells) {
        this.cells = cells;
    }

    @Override
    public ObjectCells cells() {
        return cells;
    }

    @Override
    public int numElements() {
        return cells.size();
    }

    @Override
    public ArrayData copy() {
        return new GenericArrayData(CellRow.copies(cells));
    }

    @Override
    public Object[] array() {
        return CellRow.copies(cells);
    }

    @Override
    public void setNullAt(int ordinal) {
        throw new UnsupportedOperationException("a view");
    }

    @Override
    public void update(int ordinal, Object value) {
        throw new UnsupportedOperationException("a view");
    }
}
