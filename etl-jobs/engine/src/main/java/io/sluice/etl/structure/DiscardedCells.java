package io.sluice.etl.structure;

import java.math.BigDecimal;

/** Takes values that are validated though nobody wants them. */
final class DiscardedCells implements Cells, MapCells {
    static final DiscardedCells CELLS = new DiscardedCells();

    private DiscardedCells() {}

    @Override
    public void setNull(int ordinal) {}

    @Override
    public void setBoolean(int ordinal, boolean value) {}

    @Override
    public void setInt(int ordinal, int value) {}

    @Override
    public void setLong(int ordinal, long value) {}

    @Override
    public void setFloat(int ordinal, float value) {}

    @Override
    public void setDouble(int ordinal, double value) {}

    @Override
    public void setDecimal(int ordinal, BigDecimal value) {}

    @Override
    public void setText(int ordinal, byte[] utf8, int offset, int length) {}

    @Override
    public void setBinary(int ordinal, byte[] value) {}

    @Override
    public Cells struct(int ordinal, int fields) {
        return this;
    }

    @Override
    public Cells array(int ordinal) {
        return this;
    }

    @Override
    public MapCells map(int ordinal) {
        return this;
    }

    @Override
    public Cells keys() {
        return this;
    }

    @Override
    public Cells values() {
        return this;
    }
}
