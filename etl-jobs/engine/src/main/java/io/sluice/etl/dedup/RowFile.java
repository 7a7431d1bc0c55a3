package io.sluice.etl.dedup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.executor.ShuffleWriteMetrics;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.collection.unsafe.sort.UnsafeSorterIterator;
import org.apache.spark.util.collection.unsafe.sort.UnsafeSorterSpillWriter;

/** Rows on the local disk of a task, in the order in which they were added, until the task ends. */
final class RowFile {
    private static final int BUFFER_BYTES = 1 << 20;

    private final TaskContext task;
    private final ShuffleWriteMetrics written = new ShuffleWriteMetrics();
    private final UnsafeSorterSpillWriter file;

    /** @param rows how many will be added */
    RowFile(TaskContext task, int rows) throws IOException {
        this.task = task;
        this.file = new UnsafeSorterSpillWriter(SparkEnv.get().blockManager(), BUFFER_BYTES, written, rows);
        task.addTaskCompletionListener(
                (TaskCompletionListener) ended -> file.getFile().delete());
    }

    void add(byte[] row) throws IOException {
        file.write(row, Platform.BYTE_ARRAY_OFFSET, row.length, 0);
    }

    /** Ends the file, and reads it. */
    Iterator<byte[]> rows() throws IOException {
        file.close();
        task.taskMetrics().incDiskBytesSpilled(written.bytesWritten());
        return new Reader(file.getReader(SparkEnv.get().serializerManager()));
    }

    private record Reader(UnsafeSorterIterator rows) implements Iterator<byte[]> {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public byte[] next() {
            if (!rows.hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                rows.loadNext();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return RowSorter.copy(rows);
        }
    }
}
