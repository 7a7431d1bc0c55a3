package io.sluice.etl.sink;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;

/** A columnar file being written. */
interface ColumnarFile {
    void write(InternalRow row) throws IOException;

    /** Bytes written and buffered so far, roughly; enough to tell when the file is large enough. */
    long size() throws IOException;

    /** Completes the file. */
    void close() throws IOException;
}
