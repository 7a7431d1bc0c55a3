package io.sluice.etl.source;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** A view of cells as a row. */
final class CellRow extends InternalRow implements CellGetters {
    private static final long serialVersionUID = 1L;

    private final transient ObjectCells cells;

    CellRow(ObjectCells cells) {
        this.cells = cells;
    }

    @Override
    public ObjectCells cells() {
        return cells;
    }

    @Override
    public int numFields() {
        return cells.size();
    }

    @Override
    public void setNullAt(int ordinal) {
        throw new UnsupportedOperationException("a view");
    }

    @Override
    public void update(int ordinal, Object value) {
        throw new UnsupportedOperationException("a view");
    }

    @Override
    public InternalRow copy() {
        return new GenericInternalRow(copies(cells));
    }

    /** The values as they are now, independent of the cells. */
    static Object[] copies(ObjectCells cells) {
        Object[] copies = new Object[cells.size()];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = InternalRow.copyValue(cells.catalystValue(i));
        }
        return copies;
    }
}
