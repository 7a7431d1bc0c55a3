package io.sluice.etl.pipeline.peek;

import io.sluice.etl.structure.Cells;
import io.sluice.etl.structure.MapCells;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Takes the texts of a record; a sample's schema has no other columns. */
final class SampleCells implements Cells {
    private final String[] texts;

    SampleCells(int columns) {
        texts = new String[columns];
    }

    /** The text at an ordinal; null when there is none. */
    String text(int ordinal) {
        return texts[ordinal];
    }

    @Override
    public void setText(int ordinal, byte[] utf8, int offset, int length) {
        texts[ordinal] = new String(utf8, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public void setNull(int ordinal) {
        texts[ordinal] = null;
    }

    @Override
    public void setBoolean(int ordinal, boolean value) {
        throw noText();
    }

    @Override
    public void setInt(int ordinal, int value) {
        throw noText();
    }

    @Override
    public void setLong(int ordinal, long value) {
        throw noText();
    }

    @Override
    public void setFloat(int ordinal, float value) {
        throw noText();
    }

    @Override
    public void setDouble(int ordinal, double value) {
        throw noText();
    }

    @Override
    public void setDecimal(int ordinal, BigDecimal value) {
        throw noText();
    }

    @Override
    public void setBinary(int ordinal, byte[] value) {
        throw noText();
    }

    @Override
    public Cells struct(int ordinal, int fields) {
        throw noText();
    }

    @Override
    public Cells array(int ordinal) {
        throw noText();
    }

    @Override
    public MapCells map(int ordinal) {
        throw noText();
    }

    private static IllegalStateException noText() {
        return new IllegalStateException("a sample's columns are texts");
    }
}
