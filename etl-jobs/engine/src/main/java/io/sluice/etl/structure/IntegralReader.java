package io.sluice.etl.structure;

import java.io.IOException;

/** Integral numbers of 32 or 64 bits; with coercion also strings that hold them. */
final class IntegralReader extends ValueReader {
    private final Faults faults;
    private final NumberSource numbers;
    private final boolean wide;

    IntegralReader(Faults faults, boolean coerce, boolean wide) {
        this.faults = faults;
        this.numbers = new NumberSource(faults, coerce, true);
        this.wide = wide;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        Utf8Slice number = numbers.read(in, expected());
        if (number == null) {
            return;
        }
        if (!NumberText.fitsLong(number)) {
            faults.outOfRange(in, expected());
            return;
        }
        long value = NumberText.toLong(number);
        if (wide) {
            cells.setLong(ordinal, value);
        } else if (value == (int) value) {
            cells.setInt(ordinal, (int) value);
        } else {
            faults.outOfRange(in, expected());
        }
    }

    @Override
    String expected() {
        return wide ? "long" : "int";
    }
}
