package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.LeafCursor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.api.WriteSupport.WriteContext;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Writes blocks into Parquet's column writers, one leaf after the other, without rows between.
 *
 * <p>The order of calls is that of parquet-hadoop's {@code InternalParquetRecordWriter}, which takes rows only.
 */
final class ParquetBlockFile implements BlockFile {
    /** Rows between two looks at the size of pages. */
    private static final int ROWS_AT_ONCE = 1_000;

    private final MessageType schema;
    private final Map<String, String> metadata;
    private final ParquetProperties properties;
    private final BytesInputCompressor compressor;
    private final long rowGroupBytes;
    private final BlockShape shape;
    private final Binary run;
    private final ParquetFileWriter file;

    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore columns;
    private ColumnWriter[] writers;
    private LeafWriter[] leaves;
    private long rows;

    ParquetBlockFile(
            Path path,
            Configuration configuration,
            WriteContext context,
            ParquetProperties properties,
            BytesInputCompressor compressor,
            long rowGroupBytes,
            BlockShape shape,
            String runId)
            throws IOException {
        this.schema = context.getSchema();
        this.metadata = context.getExtraMetaData();
        this.properties = properties;
        this.compressor = compressor;
        this.rowGroupBytes = rowGroupBytes;
        this.shape = shape;
        this.run = Binary.fromConstantByteArray(runId.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        this.file = new ParquetFileWriter(
                HadoopOutputFile.fromPath(path, configuration),
                schema,
                ParquetFileWriter.Mode.CREATE,
                rowGroupBytes,
                0,
                properties.getColumnIndexTruncateLength(),
                properties.getStatisticsTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        file.start();
        beginGroup();
    }

    private void beginGroup() {
        pages = new ColumnChunkPageWriteStore(
                compressor,
                schema,
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        columns = properties.newColumnWriteStore(schema, pages, pages);
        List<ColumnDescriptor> descriptors = schema.getColumns();
        writers = descriptors.stream().map(columns::getColumnWriter).toArray(ColumnWriter[]::new);
        leaves = new LeafWriter[shape.leaves().size()];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = LeafWriter.of(shape.leaves().get(i), descriptors.get(i).getPrimitiveType());
        }
        rows = 0;
    }

    @Override
    public void write(BlockCursor block, boolean[] dropped, String landedFile) throws IOException {
        Binary from = Binary.fromConstantByteArray(landedFile.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (int start = 0; start < block.rows(); start += ROWS_AT_ONCE) {
            int end = Math.min(start + ROWS_AT_ONCE, block.rows());
            for (int i = 0; i < leaves.length; i++) {
                LeafCursor leaf = block.leaf(i);
                leaves[i].write(leaf, end, dropped, writers[i]);
            }
            writeLineage(block, start, end, dropped, from);
        }
        if (columns.getBufferedSize() >= rowGroupBytes) {
            endGroup();
            beginGroup();
        }
    }

    /** Lineage comes after the content: file, position and run. */
    private void writeLineage(BlockCursor block, int start, int end, boolean[] dropped, Binary from) {
        int first = leaves.length;
        for (int row = start; row < end; row++) {
            if (!dropped[row]) {
                writers[first].write(from, 0, 1);
                writers[first + 1].write(block.position(row), 0, 1);
                writers[first + 2].write(run, 0, 1);
            }
        }
        for (int row = start; row < end; row++) {
            if (!dropped[row]) {
                columns.endRecord();
                rows++;
            }
        }
    }

    private void endGroup() throws IOException {
        if (rows > 0) {
            file.startBlock(rows);
            columns.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
        }
        columns.close();
        pages.close();
    }

    @Override
    public long size() throws IOException {
        return file.getPos() + columns.getBufferedSize();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            endGroup();
            file.end(metadata);
        }
    }
}
