package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import java.io.IOException;

/** A columnar file being written from blocks. */
interface BlockFile {
    /**
     * Writes the rows of a block.
     *
     * @param dropped rows that are left out
     * @param landedFile the file that the rows came from
     */
    void write(BlockCursor block, boolean[] dropped, String landedFile) throws IOException;

    /** Bytes written and buffered so far, roughly. */
    long size() throws IOException;

    /** Completes the file. */
    void close() throws IOException;
}
