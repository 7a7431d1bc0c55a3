package io.sluice.etl.dedup;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;

/**
 * The rows of packs that {@link Verdicts} have to see, each key's side by side and the best first: a row that is alone
 * with its key is left out where there is nothing to say of it.
 *
 * <p>Rows are sorted by the hash of their key, which takes a few passes over numbers, in parts that a processor's cache
 * holds. Rows of one hash, nearly always the rivals for one key, are few; those are sorted as bytes. None of it has to
 * fit into memory.
 */
final class Rivals implements Iterator<byte[]> {
    private final TaskContext task;
    private final Limits limits;
    /** By the first bits of the hash; null where there is no row. */
    private final RowSorter[] parts;

    private final int partShift;

    private long bytesInMemory;

    private int part;
    /** Whether {@link #part} stands at a row that was not taken. */
    private boolean standing;

    private Iterator<byte[]> rivals = Collections.emptyIterator();
    private byte[] next;

    /**
     * What is held.
     *
     * @param parts that rows are sorted in, a power of two
     * @param taskBytes of rows of a task, before they move to local disk even if there is memory left
     * @param hashBytes of rows of one hash, before they are sorted with more than memory
     */
    record Limits(int parts, long taskBytes, long hashBytes) implements Serializable {
        private static final int MOST_PARTS = 64;

        /** Those for a task of this process: parts make sense only where each can have some pages. */
        static Limits here() {
            long share = RowSorter.memoryOfTask();
            int parts = share < 2 * MOST_PARTS * RowSorter.PAGE_BYTES ? 1 : MOST_PARTS;
            return new Limits(parts, RowSorter.MOST_BYTES_OF_TASK, 4 << 20);
        }
    }

    private Rivals(TaskContext task, Limits limits) {
        this.task = task;
        this.limits = limits;
        this.parts = new RowSorter[limits.parts()];
        this.partShift = Integer.SIZE - 1 - Integer.numberOfTrailingZeros(limits.parts());
    }

    /**
     * Reads and sorts all rows of packs.
     *
     * @param packs as {@link RowPacks} makes them, from one shuffle or more
     * @param task whose memory and disk is used until it ends
     */
    static Rivals of(List<Iterator<byte[]>> packs, TaskContext task, Limits limits) {
        Rivals rivals = new Rivals(task, limits);
        for (Iterator<byte[]> some : packs) {
            some.forEachRemaining(rivals::add);
        }
        rivals.sort();
        return rivals;
    }

    private void add(byte[] pack) {
        ByteBuffer rest = ByteBuffer.wrap(pack);
        while (rest.hasRemaining()) {
            int length = rest.getInt();
            int start = rest.position();
            if (!NarrowRow.isWrapped(pack, start)) {
                int hash = NarrowRow.keyHash(pack, start);
                part(hash >>> partShift).add(pack, start, length, hash);
            }
            rest.position(start + length);
        }
        bytesInMemory += pack.length;
        if (bytesInMemory > limits.taskBytes()) {
            spill();
        }
    }

    private RowSorter part(int number) {
        if (parts[number] == null) {
            parts[number] = RowSorter.byPrefix(task);
        }
        return parts[number];
    }

    private void spill() {
        for (RowSorter sorter : parts) {
            if (sorter != null) {
                sorter.spill();
            }
        }
        bytesInMemory = 0;
    }

    private void sort() {
        part = -1;
        step();
        next = find();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public byte[] next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        byte[] row = next;
        next = find();
        return row;
    }

    private byte[] find() {
        while (!rivals.hasNext()) {
            if (!standing) {
                return null;
            }
            long hash = parts[part].prefix();
            byte[] row = take();
            if (standsAt(hash)) {
                rivals = rivals(row, hash);
            } else if (NarrowRow.countsAlone(row)) {
                return row;
            }
        }
        return rivals.next();
    }

    /** All rows of a hash, in order. */
    private Iterator<byte[]> rivals(byte[] first, long hash) {
        List<byte[]> held = new ArrayList<>();
        held.add(first);
        long bytes = first.length;
        while (standsAt(hash)) {
            if (bytes > limits.hashBytes()) {
                return sorted(held, hash);
            }
            byte[] row = take();
            held.add(row);
            bytes += row.length;
        }
        held.sort(Arrays::compareUnsigned);
        return held.iterator();
    }

    /** Rows at hand and all others of their hash, which are many. */
    private Iterator<byte[]> sorted(List<byte[]> held, long hash) {
        RowSorter sorter = RowSorter.byBytes(task);
        held.forEach(row -> sorter.add(row, 0, row.length, 0));
        while (standsAt(hash)) {
            byte[] row = take();
            sorter.add(row, 0, row.length, 0);
        }
        sorter.sort();
        return new Iterator<>() {
            private boolean has = sorter.advance();

            @Override
            public boolean hasNext() {
                return has;
            }

            @Override
            public byte[] next() {
                byte[] row = sorter.row();
                has = sorter.advance();
                return row;
            }
        };
    }

    private boolean standsAt(long hash) {
        return standing && parts[part].prefix() == hash;
    }

    private byte[] take() {
        byte[] row = parts[part].row();
        step();
        return row;
    }

    /** Goes to the next row, in the next part that has one if need be. */
    private void step() {
        standing = part >= 0 && parts[part] != null && parts[part].advance();
        while (!standing && ++part < parts.length) {
            if (parts[part] != null) {
                parts[part].sort();
                standing = parts[part].advance();
            }
        }
    }
}
