package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strings that are one of the symbols. */
final class EnumerationReader extends ValueReader {
    private final Faults faults;
    private final byte[][] symbols;
    private final String expected;

    EnumerationReader(Faults faults, List<String> symbols) {
        this.faults = faults;
        this.symbols = symbols.stream()
                .map(symbol -> symbol.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.expected = "one of " + String.join(", ", symbols);
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        if (in.token() == JsonToken.VALUE_STRING) {
            Utf8Slice text = in.text();
            for (byte[] symbol : symbols) {
                if (text.holds(symbol)) {
                    cells.setText(ordinal, symbol, 0, symbol.length);
                    return;
                }
            }
        }
        faults.mismatch(in, expected);
    }

    @Override
    String expected() {
        return expected;
    }
}
