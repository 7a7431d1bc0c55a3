package io.sluice.etl.sink;

import io.sluice.etl.block.BlockCursor;
import io.sluice.etl.block.BlockShape;
import io.sluice.etl.block.KeptRows;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Positions;
import io.sluice.etl.model.RowBlock;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Writes the blocks of one task, one file open at a time. */
final class BlockWriter implements Closeable {
    /** A longer buffer serves one block only: it holds a very long value. */
    private static final int MOST_KEPT = 16 << 20;

    private final VersionLayout layout;
    private final BlockFiles files;
    private final BlockShape shape;
    private final Configuration configuration;
    private final String attemptName;
    private final Map<String, FSDataInputStream> inputs = new HashMap<>();
    private final List<StagedFile> staged = new ArrayList<>();
    private final Map<String, Long> keptByFile = new HashMap<>();

    /** Holds the block at hand, and then the next one. */
    private byte[] buffer = new byte[0];

    private BlockFile file;
    private String name;
    private long rows;

    BlockWriter(
            VersionLayout layout,
            BlockFiles files,
            BlockShape shape,
            int task,
            long attempt,
            Configuration configuration) {
        this.layout = layout;
        this.files = files;
        this.shape = shape;
        this.configuration = configuration;
        this.attemptName = String.format(Locale.ROOT, "part-%05d-%d-%s", task, attempt, UUID.randomUUID());
    }

    /** Writes all and tells what came of it; what a failed attempt leaves behind is in no answer. */
    TaskFiles write(BlockTask task) throws IOException {
        for (BlockTask.Share share : task.shares()) {
            boolean written = layout.takes(share.partition());
            // A first block may be of the few rows that another file had of the partition.
            RowBlock sample = Collections.max(share.blocks(), Comparator.comparingInt(RowBlock::rows));
            for (RowBlock block : share.blocks()) {
                write(block, task.losers().get(block.file()), written, sample);
            }
            complete(share.partition());
        }
        return new TaskFiles(staged, keptByFile);
    }

    /** @param sample block by which a file is begun that takes the rows */
    private void write(RowBlock block, Positions losers, boolean written, RowBlock sample) throws IOException {
        if (buffer.length < block.length()) {
            buffer = new byte[block.length()];
        }
        BlockCursor cursor = new BlockCursor(shape, read(block, buffer));
        KeptRows kept = new KeptRows(cursor, losers == null ? null : losers::contains);
        keptByFile.merge(block.file(), (long) kept.count(), Long::sum);
        if (kept.count() > 0 && written) {
            begin(sample, block);
            file.write(cursor, kept, block.file());
            rows += kept.count();
            if (file.size() >= layout.targetFileSize()) {
                complete(block.partition());
            }
        }
        if (buffer.length > MOST_KEPT) {
            buffer = new byte[0];
        }
    }

    private void begin(RowBlock sample, RowBlock atHand) throws IOException {
        if (file == null) {
            name = "%s-%d.%s".formatted(attemptName, staged.size(), files.extension());
            boolean another = sample != atHand && sample.length() <= MOST_KEPT;
            byte[] bytes = another ? read(sample, new byte[sample.length()]) : buffer;
            file = files.create(path(sample.partition()), new BlockCursor(shape, bytes));
        }
    }

    private Path path(String partition) {
        return new Path(layout.folder(partition), name);
    }

    private byte[] read(RowBlock block, byte[] target) throws IOException {
        FSDataInputStream in = inputs.get(block.location());
        if (in == null) {
            Path path = new Path(block.location());
            in = path.getFileSystem(configuration).open(path);
            inputs.put(block.location(), in);
        }
        in.readFully(block.offset(), target, 0, block.length());
        return target;
    }

    private void complete(String partition) throws IOException {
        if (file == null) {
            return;
        }
        file.close();
        file = null;
        Path path = path(partition);
        long bytes = path.getFileSystem(configuration).getFileStatus(path).getLen();
        staged.add(new StagedFile(partition, new DataFile(name, rows, bytes)));
        rows = 0;
    }

    /** A file that is still open belongs to an attempt that failed, and nobody will name it. */
    @Override
    public void close() throws IOException {
        try (files) {
            for (FSDataInputStream in : inputs.values()) {
                in.close();
            }
            if (file != null) {
                file.close();
            }
        }
    }
}
