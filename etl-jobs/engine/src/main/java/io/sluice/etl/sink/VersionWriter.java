package io.sluice.etl.sink;

import io.sluice.etl.model.DataFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.unsafe.types.UTF8String;

/** Writes one task's rows, a file a partition at a time, closing the least recently used when too many are open. */
final class VersionWriter implements DataWriter<InternalRow> {
    /** Every open file buffers a row group; more than a few would crowd a small heap. */
    static final int MAX_OPEN_FILES = 10;
    /** Asking a file for its size walks its columns, so it is asked once in so many rows. */
    private static final int ROWS_BETWEEN_SIZES = 1_000;

    private final VersionLayout layout;
    private final FileKind kind;
    private final Configuration configuration;
    private final String attemptName;
    private final LinkedHashMap<UTF8String, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<StagedFile> staged = new ArrayList<>();
    private final Map<UTF8String, long[]> keptByFile = new HashMap<>();
    private final UTF8String run;
    /** The row without the column that only names its partition; the writers write every column they are given. */
    private final ProjectingInternalRow content;

    private int sequence;

    VersionWriter(VersionLayout layout, FileKind kind, int task, long attempt, Configuration configuration) {
        this.layout = layout;
        this.kind = kind;
        this.configuration = configuration;
        this.content = layout.contentView();
        this.run = UTF8String.fromString(layout.runId());
        this.attemptName = String.format(Locale.ROOT, "part-%05d-%d-%s", task, attempt, UUID.randomUUID());
    }

    @Override
    public void write(InternalRow row) throws IOException {
        if (row.getUTF8String(layout.runColumn()).equals(run)) {
            countKept(row.getUTF8String(layout.fileColumn()));
        }
        UTF8String partition = row.getUTF8String(layout.partitionColumn());
        OpenFile file = open.get(partition);
        if (file == null) {
            if (!layout.takes(partition)) {
                return;
            }
            makeRoom();
            file = create(partition.clone());
        }
        content.project(row);
        file.write(content);
        if (file.isFull()) {
            complete(open.remove(partition));
        }
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
        for (OpenFile file : List.copyOf(open.values())) {
            complete(file);
        }
        open.clear();
        Map<String, Long> kept = new HashMap<>();
        keptByFile.forEach((file, rows) -> kept.put(file.toString(), rows[0]));
        return new TaskFiles(staged, kept);
    }

    @Override
    public void abort() throws IOException {
        close();
        for (StagedFile file : staged) {
            layout.delete(file, configuration);
        }
    }

    @Override
    public void close() throws IOException {
        for (OpenFile file : List.copyOf(open.values())) {
            file.abandon();
        }
        open.clear();
    }

    private void countKept(UTF8String file) {
        long[] rows = keptByFile.get(file);
        if (rows == null) {
            rows = new long[1];
            keptByFile.put(file.clone(), rows);
        }
        rows[0]++;
    }

    private void makeRoom() throws IOException {
        if (open.size() >= MAX_OPEN_FILES) {
            UTF8String eldest = open.keySet().iterator().next();
            complete(open.remove(eldest));
        }
    }

    private OpenFile create(UTF8String partition) throws IOException {
        String name = "%s-%d.%s".formatted(attemptName, sequence++, kind.extension());
        OpenFile file = new OpenFile(partition.toString(), name);
        open.put(partition, file);
        return file;
    }

    private void complete(OpenFile file) throws IOException {
        staged.add(new StagedFile(file.partition, file.complete()));
    }

    /** A file being written, and how many rows it has. */
    private final class OpenFile {
        private final String partition;
        private final String name;
        private final Path path;
        private final ColumnarFile file;
        private long rows;

        OpenFile(String partition, String name) throws IOException {
            this.partition = partition;
            this.name = name;
            this.path = new Path(layout.folder(partition), name);
            this.file = kind.create(path, configuration);
        }

        void write(InternalRow row) throws IOException {
            file.write(row);
            rows++;
        }

        boolean isFull() throws IOException {
            return rows % ROWS_BETWEEN_SIZES == 0 && file.size() >= layout.targetFileSize();
        }

        DataFile complete() throws IOException {
            file.close();
            long bytes = path.getFileSystem(configuration).getFileStatus(path).getLen();
            return new DataFile(name, rows, bytes);
        }

        void abandon() throws IOException {
            try {
                file.close();
            } finally {
                path.getFileSystem(configuration).delete(path, false);
            }
        }
    }
}
