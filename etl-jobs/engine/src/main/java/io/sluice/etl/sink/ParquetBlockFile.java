package io.sluice.etl.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.BlockShape.LeafType;
import io.sluice.etl.block.KeptRows;
import io.sluice.etl.sink.parquet.ColumnEncoder;
import io.sluice.etl.sink.parquet.PageBuffers;
import io.sluice.etl.sink.parquet.ZstdPages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.api.WriteSupport.WriteContext;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writes blocks as Parquet, one leaf after the other, without rows between.
 *
 * <p>The order of calls is that of parquet-hadoop's {@code InternalParquetRecordWriter}, which takes rows only.
 */
final class ParquetBlockFile implements BlockFile {
    /** Rows between two looks at the size of pages. */
    private static final int ROWS_AT_ONCE = 1_000;

    private static final int INDEX_TRUNCATION = ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH;
    private static final boolean CHECKSUMS = ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED;

    private final MessageType schema;
    private final Map<String, String> metadata;
    private final ZstdPages compressor;
    private final long rowGroupBytes;
    private final BlockShape shape;
    private final PageBuffers buffers;
    private final boolean[] dictionaries;
    private final byte[] run;
    private final ParquetFileWriter file;

    private ColumnChunkPageWriteStore pages;
    /** Those of all leaves, then of lineage: file, position and run. */
    private List<ColumnEncoder> columns;

    private ColumnEncoder files;
    private ColumnEncoder positions;
    private ColumnEncoder runs;
    private long rows;

    /**
     * Begins a file.
     *
     * @param dictionaries for each leaf, whether to try one
     */
    ParquetBlockFile(
            Path path,
            Configuration configuration,
            WriteContext context,
            ZstdPages compressor,
            PageBuffers buffers,
            long rowGroupBytes,
            BlockShape shape,
            boolean[] dictionaries,
            String runId)
            throws IOException {
        this.schema = context.getSchema();
        this.metadata = context.getExtraMetaData();
        this.compressor = compressor;
        this.buffers = buffers;
        this.rowGroupBytes = rowGroupBytes;
        this.shape = shape;
        this.dictionaries = dictionaries;
        this.run = runId.getBytes(UTF_8);
        this.file = new ParquetFileWriter(
                HadoopOutputFile.fromPath(path, configuration),
                schema,
                ParquetFileWriter.Mode.CREATE,
                rowGroupBytes,
                0,
                INDEX_TRUNCATION,
                ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
                CHECKSUMS);
        file.start();
        beginGroup();
    }

    private void beginGroup() {
        pages = new ColumnChunkPageWriteStore(
                compressor, schema, HeapByteBufferAllocator.getInstance(), INDEX_TRUNCATION, CHECKSUMS);
        List<ColumnDescriptor> described = schema.getColumns();
        int leaves = shape.leaves().size();
        columns = new ArrayList<>();
        for (int i = 0; i < leaves; i++) {
            columns.add(encoder(described.get(i), shape.leaves().get(i).type(), dictionaries[i]));
        }
        files = encoder(described.get(leaves), LeafType.TEXT, true);
        positions = encoder(described.get(leaves + 1), LeafType.LONG, false);
        runs = encoder(described.get(leaves + 2), LeafType.TEXT, true);
        columns.addAll(List.of(files, positions, runs));
        rows = 0;
    }

    private ColumnEncoder encoder(ColumnDescriptor column, LeafType type, boolean dictionary) {
        return new ColumnEncoder(column, type, pages.getPageWriter(column), buffers, dictionary);
    }

    @Override
    public void write(BlockCursor block, KeptRows kept, String landedFile) throws IOException {
        byte[] landed = landedFile.getBytes(UTF_8);
        for (int start = 0; start < block.rows(); start += ROWS_AT_ONCE) {
            int end = Math.min(start + ROWS_AT_ONCE, block.rows());
            int stay = kept.count(start, end);
            for (int i = 0; i < shape.leaves().size(); i++) {
                columns.get(i).write(block.leaf(i), end, kept);
            }
            files.repeat(landed, stay);
            for (int row = start; row < end; row++) {
                if (kept.has(row)) {
                    positions.number(block.position(row));
                }
            }
            runs.repeat(run, stay);
            for (ColumnEncoder column : columns) {
                column.endRows(stay);
            }
            rows += stay;
        }
        if (buffered() >= rowGroupBytes) {
            endGroup();
            beginGroup();
        }
    }

    private long buffered() {
        return columns.stream().mapToLong(ColumnEncoder::bytes).sum();
    }

    private void endGroup() throws IOException {
        if (rows > 0) {
            file.startBlock(rows);
            for (ColumnEncoder column : columns) {
                column.end();
            }
            pages.flushToFileWriter(file);
            file.endBlock();
        }
        pages.close();
    }

    @Override
    public long size() throws IOException {
        return file.getPos() + buffered();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            endGroup();
            file.end(metadata);
        }
    }
}
