package io.sluice.etl.dedup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * Narrow rows that go to one partition of a shuffle, in one array: each after its length in four bytes.
 *
 * <p>Spark takes some dozen operations for whatever it moves, which is more than all else that is done with a narrow
 * row.
 */
final class RowPacks {
    /** As much as Spark compresses at once. */
    private static final int MOST_BYTES = 32 << 10;

    /** What the open packs of a task may take together, as long as no row is larger. */
    private static final int MOST_OPEN_BYTES = 16 << 20;

    private static final int LEAST_BYTES = 512;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private RowPacks() {}

    /** The rows of a task in packs, each with the number of the partition that it goes to. */
    static Iterator<Tuple2<Integer, byte[]>> packed(Iterator<byte[]> rows, KeyPartitioner partitioner) {
        return new Packing(rows, partitioner);
    }

    /** Shows every row of a pack. */
    static void each(byte[] pack, RowTaker taker) {
        int start = Integer.BYTES;
        while (start <= pack.length) {
            int length = length(pack, start);
            taker.take(start, length);
            start += length + Integer.BYTES;
        }
    }

    /** The length of a row by where it starts in a pack. */
    static int length(byte[] pack, int start) {
        return (int) INTS.get(pack, start - Integer.BYTES);
    }

    /** Takes a row of a pack by where it lies. */
    interface RowTaker {
        void take(int start, int length);
    }

    /** The rows in packs. */
    static Iterator<byte[]> rows(Iterator<byte[]> packs) {
        return new Unpacking(packs);
    }

    private static final class Packing implements Iterator<Tuple2<Integer, byte[]>> {
        private final Iterator<byte[]> rows;
        private final KeyPartitioner partitioner;
        private final OrderedBytes[] open;
        private final int mostBytes;
        private int drained;
        private Tuple2<Integer, byte[]> next;

        Packing(Iterator<byte[]> rows, KeyPartitioner partitioner) {
            this.rows = rows;
            this.partitioner = partitioner;
            this.open = new OrderedBytes[partitioner.numPartitions()];
            this.mostBytes = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, MOST_OPEN_BYTES / open.length));
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                put(rows.next());
            }
            while (next == null && drained < open.length) {
                take(drained++);
            }
            return next != null;
        }

        @Override
        public Tuple2<Integer, byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Tuple2<Integer, byte[]> pack = next;
            next = null;
            return pack;
        }

        private void put(byte[] row) {
            int partition = partitioner.of(row);
            OrderedBytes pack = open[partition];
            if (pack != null && pack.length() + Integer.BYTES + row.length > mostBytes) {
                take(partition);
                pack = open[partition];
            }
            if (pack == null) {
                pack = new OrderedBytes();
                open[partition] = pack;
            }
            pack.putUnsignedInt(row.length);
            pack.putRaw(row);
        }

        /** Makes what a partition's pack holds the next; a pack that grew beyond its size is not used again. */
        private void take(int partition) {
            OrderedBytes pack = open[partition];
            if (pack != null && pack.length() > 0) {
                next = new Tuple2<>(partition, pack.toArray());
                if (pack.length() > mostBytes) {
                    open[partition] = null;
                } else {
                    pack.clear();
                }
            }
        }
    }

    private static final class Unpacking implements Iterator<byte[]> {
        private final Iterator<byte[]> packs;
        private ByteBuffer pack = ByteBuffer.allocate(0);

        Unpacking(Iterator<byte[]> packs) {
            this.packs = packs;
        }

        @Override
        public boolean hasNext() {
            while (!pack.hasRemaining() && packs.hasNext()) {
                pack = ByteBuffer.wrap(packs.next());
            }
            return pack.hasRemaining();
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int length = pack.getInt();
            int start = pack.position();
            pack.position(start + length);
            return Arrays.copyOfRange(pack.array(), start, start + length);
        }
    }
}
