package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.api.WriteSupport.WriteContext;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Begins Parquet files; schema and codec are made once a task, not once a file. */
final class ParquetBlockFiles implements BlockFiles {
    private final Configuration configuration;
    private final WriteContext context;
    private final BlockShape shape;
    private final long rowGroupBytes;
    private final String runId;
    private final CodecFactory codecs;

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
        this.codecs = new CodecFactory(configuration, ParquetProperties.DEFAULT_PAGE_SIZE);
    }

    @Override
    public String extension() {
        return ParquetKind.EXTENSION;
    }

    @Override
    public BlockFile create(Path path, BlockCursor sample) throws IOException {
        // Statistics of sizes help who plans by them, which no engine that reads these tables does.
        ParquetProperties.Builder properties = ParquetProperties.builder().withSizeStatisticsEnabled(false);
        DictionaryChoice.choose(properties, shape, sample, context.getSchema().getColumns());
        return new ParquetBlockFile(
                path,
                configuration,
                context,
                properties.build(),
                codecs.getCompressor(CompressionCodecName.ZSTD),
                rowGroupBytes,
                shape,
                runId);
    }

    @Override
    public void close() {
        codecs.release();
    }
}
