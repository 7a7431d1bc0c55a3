package io.sluice.etl.dedup;

import io.sluice.etl.dedup.RowsToJudge.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext$;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.memory.MemoryConsumer;
import org.apache.spark.memory.MemoryManager;
import org.apache.spark.memory.MemoryMode;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.array.LongArray;
import org.apache.spark.unsafe.memory.MemoryBlock;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.collection.Sorter;
import org.apache.spark.util.collection.unsafe.sort.RadixSort;
import org.apache.spark.util.collection.unsafe.sort.RecordPointerAndKeyPrefix;
import org.apache.spark.util.collection.unsafe.sort.UnsafeSortDataFormat;

/**
 * Packs as they came, in memory that Spark grants the task, and their rows in the order of hashes: a row is its place and
 * the prefix that {@link Limits#prefix} gives it, two numbers that are sorted while the row stays where it lies.
 *
 * <p>Spark may ask for the memory while the rows are read; what is still to be seen of them moves to local disk then.
 */
final class HeldPacks extends MemoryConsumer {
    /** Asking for each pack would take longer than copying it. */
    private static final long GRANT_BYTES = 1 << 20;

    /**
     * Of a core's share of Spark's memory. Half of a share is always given to a task; of that, half is left for others of
     * the task, and for the sorter that takes over where this is not enough.
     */
    private static final int PART_OF_SHARE = 4;

    /** More than a sorter needs to begin with. */
    private static final long BEGIN_BYTES = 4 << 20;

    private static final int NUMBERS_A_ROW = 2;
    /** A radix sort moves the numbers of all rows to and fro between two places. */
    private static final int PLACES = 2;

    private final TaskContext task;
    private final Limits limits;
    private final long mostBytes;
    private HeldRows reader;
    private List<byte[]> packs = new ArrayList<>();
    private long packBytes;
    private int rows;
    private LongArray order;
    private Sorter<RecordPointerAndKeyPrefix, LongArray> byBytes;

    HeldPacks(TaskContext task, Limits limits) {
        super(task.taskMemoryManager(), MemoryMode.ON_HEAP);
        this.task = task;
        this.limits = limits;
        this.mostBytes = Math.min(limits.heldBytes(), share() / PART_OF_SHARE);
        task.addTaskCompletionListener((TaskCompletionListener) ended -> release());
    }

    /** What each core has of the memory for tasks, about. */
    private static long share() {
        MemoryManager memory = SparkEnv.get().memoryManager();
        return (memory.maxOnHeapStorageMemory() + memory.onHeapExecutionMemoryUsed())
                / cores(SparkEnv.get().conf());
    }

    /** How many tasks may run beside each other in this process: as the local master says, or the executor's cores. */
    private static int cores(SparkConf conf) {
        int ofLocalMaster = SparkContext$.MODULE$.numDriverCores(conf.get("spark.master", ""));
        return ofLocalMaster > 0
                ? ofLocalMaster
                : conf.getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
    }

    /** Keeps a pack; false when there is no memory for it. */
    boolean add(byte[] pack) {
        if (!granted(packBytes + pack.length)) {
            return false;
        }
        packs.add(pack);
        packBytes += pack.length;
        RowPacks.each(pack, (start, length) -> rows += NarrowRow.isWrapped(pack, start) ? 0 : 1);
        return true;
    }

    /** Sorts the rows by prefix; null when there is no memory for that. */
    HeldRows sorted() {
        long numbers = (long) rows * NUMBERS_A_ROW;
        if (numbers * PLACES > Integer.MAX_VALUE || !granted(packBytes + numbers * PLACES * Long.BYTES)) {
            return null;
        }
        long[] room = room((int) numbers * PLACES);
        if (room == null) {
            return null;
        }
        LongArray both = new LongArray(MemoryBlock.fromLongArray(room));
        int[] at = {0};
        for (int i = 0; i < packs.size(); i++) {
            long inPack = (long) i << Integer.SIZE;
            byte[] pack = packs.get(i);
            RowPacks.each(pack, (start, length) -> {
                if (!NarrowRow.isWrapped(pack, start)) {
                    both.set(at[0]++, inPack | start);
                    both.set(at[0]++, limits.prefix(pack, start, length));
                }
            });
        }
        // A prefix has one bit more than the hash; of one byte alone Spark sorts nothing.
        int lastByte = Math.max(1, limits.hashBits() / Byte.SIZE);
        int sorted = RadixSort.sortKeyPrefixArray(both, 0, rows, 0, lastByte, false, false);
        order = part(both, sorted, numbers);
        byBytes = new Sorter<>(new UnsafeSortDataFormat(part(both, numbers - sorted, numbers)));
        reader = new HeldRows(this);
        return reader;
    }

    /** Null where the heap has no such piece, although Spark granted it; Spark's own allocation goes on then, too. */
    private static long[] room(int numbers) {
        try {
            return new long[numbers];
        } catch (OutOfMemoryError fragmented) {
            return null;
        }
    }

    private static LongArray part(LongArray whole, long from, long count) {
        return new LongArray(new MemoryBlock(
                whole.getBaseObject(), Platform.LONG_ARRAY_OFFSET + from * Long.BYTES, count * Long.BYTES));
    }

    int rows() {
        return rows;
    }

    /** The prefix of a row by its place in the order. */
    long prefix(int row) {
        return order.get(row * NUMBERS_A_ROW + 1);
    }

    /** A copy of a row by its place in the order. */
    byte[] row(int row) {
        long pointer = order.get(row * NUMBERS_A_ROW);
        byte[] pack = pack(pointer);
        return Arrays.copyOfRange(pack, (int) pointer, (int) pointer + RowPacks.length(pack, (int) pointer));
    }

    /** Puts some rows into the order of their bytes, taken for unsigned; that needs no memory. */
    void sortByBytes(int from, int to) {
        byBytes.sort(order, from, to, this::compare);
    }

    private int compare(RecordPointerAndKeyPrefix left, RecordPointerAndKeyPrefix right) {
        byte[] leftPack = pack(left.recordPointer);
        byte[] rightPack = pack(right.recordPointer);
        int leftStart = (int) left.recordPointer;
        int rightStart = (int) right.recordPointer;
        return Arrays.compareUnsigned(
                leftPack,
                leftStart,
                leftStart + RowPacks.length(leftPack, leftStart),
                rightPack,
                rightStart,
                rightStart + RowPacks.length(rightPack, rightStart));
    }

    private byte[] pack(long pointer) {
        return packs.get((int) (pointer >>> Integer.SIZE));
    }

    /** Rows that find no memory here, in a sorter that takes the memory over: some to begin with, the rest pack by pack. */
    SortedRows handedOver() {
        letGo(Math.max(BEGIN_BYTES, getUsed() / 2));
        SortedRows sorter = new SortedRows(task, limits);
        for (int i = 0; i < packs.size(); i++) {
            byte[] pack = packs.set(i, null);
            letGo(pack.length);
            sorter.add(pack);
        }
        release();
        return sorter;
    }

    private void letGo(long bytes) {
        freeMemory(Math.min(bytes, getUsed()));
    }

    /** Lets go of everything. */
    void release() {
        packs = List.of();
        reader = null;
        order = null;
        byBytes = null;
        freeMemory(getUsed());
    }

    private boolean granted(long bytes) {
        if (bytes > mostBytes) {
            return false;
        }
        if (bytes > getUsed()) {
            acquireMemory(Math.max(bytes - getUsed(), GRANT_BYTES));
        }
        return bytes <= getUsed();
    }

    /** Gives all memory back, if another asks for it and the rows are sorted. */
    @Override
    public long spill(long size, MemoryConsumer other) throws IOException {
        if (other == this || reader == null) {
            return 0;
        }
        long freed = getUsed();
        reader.moveToDisk(task);
        task.taskMetrics().incMemoryBytesSpilled(freed);
        return freed;
    }
}
