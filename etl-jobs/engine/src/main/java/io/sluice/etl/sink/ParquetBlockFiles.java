package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.sink.parquet.PageBuffers;
import io.sluice.etl.sink.parquet.ZstdPages;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.api.WriteSupport.WriteContext;
import org.apache.parquet.hadoop.codec.ZstandardCodec;

/** Begins Parquet files; schema, codec and buffers are made once a task, not once a file. */
final class ParquetBlockFiles implements BlockFiles {
    private static final DictionaryChoice DICTIONARIES = new DictionaryChoice(0.3, 0);

    private final Configuration configuration;
    private final WriteContext context;
    private final BlockShape shape;
    private final long rowGroupBytes;
    private final String runId;
    private final ZstdPages compressor;
    private final PageBuffers buffers = new PageBuffers();

    /** @param context schema and footer of the files, the latter to be completed */
    ParquetBlockFiles(
            Configuration configuration,
            WriteContext context,
            Map<String, String> footer,
            BlockShape shape,
            long rowGroupBytes,
            String runId) {
        this.configuration = configuration;
        Map<String, String> metadata = new HashMap<>(context.getExtraMetaData());
        metadata.putAll(footer);
        this.context = new WriteContext(context.getSchema(), metadata);
        this.shape = shape;
        this.rowGroupBytes = rowGroupBytes;
        this.runId = runId;
        this.compressor = new ZstdPages(configuration.getInt(
                ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, ZstandardCodec.DEFAULT_PARQUET_COMPRESS_ZSTD_LEVEL));
    }

    @Override
    public String extension() {
        return ParquetKind.EXTENSION;
    }

    @Override
    public BlockFile create(Path path, BlockCursor sample) throws IOException {
        return new ParquetBlockFile(
                path,
                configuration,
                context,
                compressor,
                buffers,
                rowGroupBytes,
                shape,
                DICTIONARIES.of(shape, sample),
                runId);
    }

    @Override
    public void close() {
        compressor.release();
    }
}
