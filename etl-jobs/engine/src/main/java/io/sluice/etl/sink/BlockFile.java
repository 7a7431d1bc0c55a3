package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.KeptRows;
import java.io.IOException;

/** A columnar file being written from blocks. */
interface BlockFile {
    /**
     * Writes the rows of a block that stay.
     *
     * @param landedFile the file that the rows came from
     */
    void write(BlockCursor block, KeptRows kept, String landedFile) throws IOException;

    /** Bytes written and buffered so far, roughly. */
    long size() throws IOException;

    /** Completes the file. */
    void close() throws IOException;
}
