package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Begins the files of one task. */
interface BlockFiles extends Closeable {
    String extension();

    /** @param sample the first block of the file, for a look at its values only */
    BlockFile create(Path path, BlockCursor sample) throws IOException;
}
