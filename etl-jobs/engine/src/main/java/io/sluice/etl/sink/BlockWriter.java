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
    private final VersionLayout layout;
    private final BlockFiles files;
    private final BlockShape shape;
    private final Configuration configuration;
    private final String attemptName;
    private final Map<String, FSDataInputStream> inputs = new HashMap<>();
    private final List<StagedFile> staged = new ArrayList<>();
    private final Map<String, Long> keptByFile = new HashMap<>();

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
            for (RowBlock block : share.blocks()) {
                write(block, task.losers().get(block.file()), written);
            }
            complete(share.partition());
        }
        return new TaskFiles(staged, keptByFile);
    }

    private void write(RowBlock block, Positions losers, boolean written) throws IOException {
        byte[] bytes = read(block);
        BlockCursor cursor = new BlockCursor(shape, bytes);
        KeptRows kept = new KeptRows(cursor, losers == null ? null : losers::contains);
        keptByFile.merge(block.file(), (long) kept.count(), Long::sum);
        if (kept.count() == 0 || !written) {
            return;
        }
        if (file == null) {
            name = "%s-%d.%s".formatted(attemptName, staged.size(), files.extension());
            file = files.create(path(block.partition()), new BlockCursor(shape, bytes));
        }
        file.write(cursor, kept, block.file());
        rows += kept.count();
        if (file.size() >= layout.targetFileSize()) {
            complete(block.partition());
        }
    }

    private Path path(String partition) {
        return new Path(layout.folder(partition), name);
    }

    private byte[] read(RowBlock block) throws IOException {
        FSDataInputStream in = inputs.get(block.location());
        if (in == null) {
            Path path = new Path(block.location());
            in = path.getFileSystem(configuration).open(path);
            inputs.put(block.location(), in);
        }
        byte[] bytes = new byte[block.length()];
        in.readFully(block.offset(), bytes);
        return bytes;
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
