package io.sluice.etl.sink;

import io.sluice.etl.block.BlockShape;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** How files of a format are begun on an executor. */
interface FileKind extends Serializable {
    String extension();

    /** Puts what the writers need to know into the configuration that travels to the executors. */
    void configure(Configuration configuration);

    /** What begins files that are written from blocks, in one task. */
    BlockFiles blockFiles(BlockShape shape, String runId, Configuration configuration);

    ColumnarFile create(Path path, Configuration configuration) throws IOException;
}
