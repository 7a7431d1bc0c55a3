package io.sluice.etl.structure;

import com.fasterxml.jackson.core.io.NumberInput;
import java.io.IOException;

/** Finite numbers of single or double precision, rounded to the nearest; with coercion also strings that hold them. */
final class FloatingReader extends ValueReader {
    private final Faults faults;
    private final NumberSource numbers;
    private final boolean wide;

    FloatingReader(Faults faults, boolean coerce, boolean wide) {
        this.faults = faults;
        this.numbers = new NumberSource(faults, coerce, false);
        this.wide = wide;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        Utf8Slice number = numbers.read(in, expected());
        if (number == null) {
            return;
        }
        if (wide) {
            double value = NumberText.shortDouble(number);
            if (Double.isNaN(value)) {
                value = NumberInput.parseDouble(number.toString(), true);
            }
            if (Double.isFinite(value)) {
                cells.setDouble(ordinal, value);
                return;
            }
        } else {
            float value = NumberInput.parseFloat(number.toString(), true);
            if (Float.isFinite(value)) {
                cells.setFloat(ordinal, value);
                return;
            }
        }
        faults.outOfRange(in, expected());
    }

    @Override
    String expected() {
        return wide ? "double" : "float";
    }
}
