package io.sluice.etl.structure;

import java.io.IOException;

/**
 * Reads the values of one type at one place.
 *
 * <p>The cursor stands on the first token of a value that is not null, and afterwards on its last. What does not fit is
 * noted as a fault, and the cell is then left as it was. Cells that nobody wants are {@link DiscardedCells}.
 *
 * <p>A class rather than an interface, since a call to an interface of many implementations searches a table first.
 */
abstract sealed class ValueReader
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

    abstract void read(JsonCursor in, Cells cells, int ordinal) throws IOException;

    /** What is accepted, as messages say it. */
    abstract String expected();
}
