package io.sluice.etl.structure;

import java.io.IOException;

/** Numbers, or strings that hold them, that are exact within precision and scale. */
final class DecimalReader extends ValueReader {
    private final Faults faults;
    private final NumberSource numbers;
    private final int precision;
    private final int scale;

    DecimalReader(Faults faults, int precision, int scale) {
        this.faults = faults;
        this.numbers = new NumberSource(faults, true, false);
        this.precision = precision;
        this.scale = scale;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        Utf8Slice number = numbers.read(in, expected());
        if (number == null) {
            return;
        }
        DecimalText decimal = DecimalText.of(number);
        if (decimal.fits(precision, scale)) {
            cells.setDecimal(ordinal, decimal.toBigDecimal(scale));
        } else {
            faults.outOfRange(in, expected());
        }
    }

    @Override
    String expected() {
        return "decimal(" + precision + "," + scale + ")";
    }
}
