package io.sluice.etl.dedup;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.collection.unsafe.sort.PrefixComparators;
import org.apache.spark.util.collection.unsafe.sort.RecordComparator;
import org.apache.spark.util.collection.unsafe.sort.UnsafeExternalSorter;
import org.apache.spark.util.collection.unsafe.sort.UnsafeSorterIterator;

/**
 * Sorts byte arrays as Spark SQL sorts its rows: in the memory that Spark grants the task, beyond it on local disk, and
 * gone at the latest when the task ends.
 */
final class RowSorter {
    /** Spark's own choice, up to 64 MiB, is much to begin with; of these a task can have 8 GiB. */
    private static final long PAGE_BYTES = 1 << 20;

    private static final int FIRST_ROWS = 1024;

    private final UnsafeExternalSorter sorter;
    private UnsafeSorterIterator rows;

    private RowSorter(TaskContext task, int mostRows, boolean byPrefix) {
        SparkEnv spark = SparkEnv.get();
        this.sorter = UnsafeExternalSorter.create(
                task.taskMemoryManager(),
                spark.blockManager(),
                spark.serializerManager(),
                task,
                UnsignedBytes::new,
                PrefixComparators.LONG,
                FIRST_ROWS,
                PAGE_BYTES,
                mostRows,
                byPrefix);
    }

    /**
     * Sorts by prefix alone, in a few passes over the prefixes; rows of one prefix come in any order.
     *
     * @param mostRows before they move to local disk even if there is memory left
     */
    static RowSorter byPrefix(TaskContext task, int mostRows) {
        return new RowSorter(task, mostRows, true);
    }

    /** Sorts by prefix, and rows of one prefix by their bytes, taken for unsigned. */
    static RowSorter byBytes(TaskContext task) {
        return new RowSorter(task, Integer.MAX_VALUE, false);
    }

    /** Adds a copy of a row. */
    void add(byte[] bytes, int offset, int length, long prefix) {
        try {
            sorter.insertRecord(bytes, Platform.BYTE_ARRAY_OFFSET + offset, length, prefix, false);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sorts what was added, to which nothing can be added any more. */
    void sort() {
        try {
            rows = sorter.getSortedIterator();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Goes to the next row; false, and nothing is held any more, where there is none. */
    boolean advance() {
        if (!rows.hasNext()) {
            sorter.cleanupResources();
            return false;
        }
        try {
            rows.loadNext();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return true;
    }

    /** The prefix of the row at hand. */
    long prefix() {
        return rows.getKeyPrefix();
    }

    /** A copy of the row at hand. */
    byte[] row() {
        return copy(rows);
    }

    /** A copy of the row at which one of Spark's iterators stands. */
    static byte[] copy(UnsafeSorterIterator rows) {
        byte[] row = new byte[rows.getRecordLength()];
        Platform.copyMemory(rows.getBaseObject(), rows.getBaseOffset(), row, Platform.BYTE_ARRAY_OFFSET, row.length);
        return row;
    }

    private static final class UnsignedBytes extends RecordComparator {
        @Override
        public int compare(
                Object left, long leftOffset, int leftLength, Object right, long rightOffset, int rightLength) {
            return UTF8String.fromAddress(left, leftOffset, leftLength)
                    .binaryCompare(UTF8String.fromAddress(right, rightOffset, rightLength));
        }
    }
}
