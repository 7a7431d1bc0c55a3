package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.KeptRows;
import io.sluice.etl.sink.orc.BlockBatch;
import java.io.IOException;
import org.apache.orc.Writer;

/** Writes blocks as ORC, batch by batch, without rows between. */
record OrcBlockFile(Writer writer, BlockBatch batch) implements BlockFile {
    @Override
    public void write(BlockCursor block, KeptRows kept, String landedFile) throws IOException {
        batch.write(block, kept, landedFile, writer);
    }

    /** What is buffered counts as it lies in memory, mostly compressed already: a little more than the file will get. */
    @Override
    public long size() throws IOException {
        return OrcKind.written(writer) + writer.estimateMemory();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
