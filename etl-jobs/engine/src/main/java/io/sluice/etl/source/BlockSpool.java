package io.sluice.etl.source;

import io.sluice.etl.block.BlockBuilder;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.RowBlock;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Puts the accepted rows of a task by, in one file of blocks, for the pass that writes them.
 *
 * <p>As with rejects, the file has an attempt's name, and only blocks that a successful task names are ever read.
 */
final class BlockSpool implements Closeable {
    /** A block is large enough to be compressed well, and small enough to be decoded in the cache of a processor. */
    private static final long BLOCK_BYTES = 2L << 20;
    /** Of all blocks being gathered; a landed file may hold rows of hundreds of partitions. */
    private static final long MOST_BYTES = 64L << 20;

    /** Bytes of all blocks being gathered are added up once in so many rows, or so many bytes of their texts. */
    private static final int ROWS_BETWEEN_SIZES = 1_000;

    private static final long BYTES_BETWEEN_SIZES = 8L << 20;

    private static final int BUFFER_BYTES = 1 << 20;

    private final BlockShape shape;
    private final Path path;
    private final Configuration configuration;
    private final int tasks;
    private final Map<UTF8String, OpenBlock> open = new HashMap<>();
    private final List<OpenBlock> spare = new ArrayList<>();
    private final List<RowBlock> blocks = new ArrayList<>();
    private FSDataOutputStream out;
    /** Bytes of the file that are compressed no further, because they are likely to be read back from memory. */
    private long mostStored;

    private String file;
    private UTF8String lastPartition;
    private OpenBlock last;
    private int rowsSinceSizes;
    private long bytesSinceSizes;

    /** @param tasks how many write such a file */
    BlockSpool(List<ColumnType> types, String folder, String attemptName, Configuration configuration, int tasks) {
        this.shape = new BlockShape(types);
        this.tasks = tasks;
        this.path = new Path(folder, attemptName + ".blocks");
        this.configuration = configuration;
    }

    void append(String landedFile, UTF8String partition, long position, ObjectCells cells) {
        file = landedFile;
        if (last == null || !partition.equals(lastPartition)) {
            UTF8String known = partition.clone();
            last = open.computeIfAbsent(known, ignored -> block());
            lastPartition = known;
        }
        last.rows.append(cells);
        last.builder.endRow(position, cells.textBytesUsed());
        bytesSinceSizes += cells.textBytesUsed();
        if (last.builder.bytes() >= BLOCK_BYTES) {
            write(lastPartition, last);
        } else if (++rowsSinceSizes > ROWS_BETWEEN_SIZES || bytesSinceSizes > BYTES_BETWEEN_SIZES) {
            limitMemory();
        }
    }

    private OpenBlock block() {
        return spare.isEmpty() ? new OpenBlock(shape) : spare.remove(spare.size() - 1);
    }

    private void limitMemory() {
        rowsSinceSizes = 0;
        bytesSinceSizes = 0;
        long bytes =
                open.values().stream().mapToLong(block -> block.builder.bytes()).sum();
        if (bytes > MOST_BYTES) {
            endFile();
        }
    }

    /** Completes the blocks of a landed file. */
    void endFile() {
        open.forEach((partition, block) -> {
            if (block.builder.rows() > 0) {
                write(partition, block);
            }
            spare.add(block);
        });
        open.clear();
        last = null;
    }

    private void write(UTF8String partition, OpenBlock block) {
        int rows = block.builder.rows();
        long bytes = block.builder.bytes();
        block.rows.complete();
        try {
            if (out == null) {
                FileSystem fileSystem = path.getFileSystem(configuration);
                out = fileSystem.create(path, false, BUFFER_BYTES, (short) 1, fileSystem.getDefaultBlockSize(path));
                mostStored = PageCache.of(fileSystem) / tasks;
            }
            long start = out.getPos();
            int length = block.builder.writeTo(out, start >= mostStored);
            blocks.add(new RowBlock(path.toString(), start, length, file, partition.toString(), rows, bytes));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Completes the file and names the blocks in it. */
    List<RowBlock> complete() throws IOException {
        close();
        return blocks;
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    /** A block being gathered. */
    private static final class OpenBlock {
        final BlockBuilder builder;
        final RowAppender rows;

        OpenBlock(BlockShape shape) {
            builder = new BlockBuilder(shape);
            rows = new RowAppender(shape, builder);
        }
    }
}
