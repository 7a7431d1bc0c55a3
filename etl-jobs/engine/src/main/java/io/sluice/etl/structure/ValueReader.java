package io.sluice.etl.structure;

import java.io.IOException;

/**
 * Reads the values of one type at one place.
 *
 * <p>The cursor stands on the first token of a value that is not null, and afterwards on its last. What does not fit is
 * noted as a fault, and the cell is then left as it was. Cells that nobody wants are {@link DiscardedCells}.
 */
sealed interface ValueReader
        permits BinaryReader,
                BooleanReader,
                DateReader,
                DecimalReader,
                EnumerationReader,
                FloatingReader,
                IntegralReader,
                ListReader,
                MapReader,
                RawReader,
                StructReader,
                TextReader,
                TimestampReader {

    void read(JsonCursor in, Cells cells, int ordinal) throws IOException;

    /** What is accepted, as messages say it. */
    String expected();
}
