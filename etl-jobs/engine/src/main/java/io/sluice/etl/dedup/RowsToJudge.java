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
 * <p>Rows are sorted by the hash of their key, which takes a few passes over numbers. Rows of one hash, nearly always
 * those of one key, are few; those are sorted as bytes. Neither has to fit into memory.
 */
final class RowsToJudge implements Iterator<byte[]> {
    private final TaskContext task;
    private final Limits limits;
    private final RowSorter byHash;
    /** Whether {@link #byHash} stands at a row that was not taken. */
    private boolean standing;

    private Iterator<byte[]> ofHash = Collections.emptyIterator();
    private byte[] next;

    /**
     * What is done in memory.
     *
     * @param hashBits of a hash by which rows are sorted first
     * @param hashBytes of rows of one hash, before they are sorted with more than memory
     * @param rows before they move to local disk even if there is memory left
     */
    record Limits(int hashBits, long hashBytes, int rows) implements Serializable {
        /** Five bytes tell some million keys apart, nearly always. */
        static final Limits USUAL = new Limits(40, 16 << 20, Integer.MAX_VALUE);
    }

    private RowsToJudge(TaskContext task, Limits limits) {
        this.task = task;
        this.limits = limits;
        this.byHash = RowSorter.byPrefix(task, limits.rows());
    }

    /**
     * Reads and sorts all rows of packs.
     *
     * @param packs as {@link RowPacks} makes them, from one shuffle or more
     * @param task whose memory and disk is used until it ends
     */
    static RowsToJudge of(List<Iterator<byte[]>> packs, TaskContext task, Limits limits) {
        RowsToJudge rows = new RowsToJudge(task, limits);
        for (Iterator<byte[]> some : packs) {
            some.forEachRemaining(rows::add);
        }
        rows.byHash.sort();
        rows.step();
        rows.next = rows.find();
        return rows;
    }

    private void add(byte[] pack) {
        ByteBuffer rest = ByteBuffer.wrap(pack);
        while (rest.hasRemaining()) {
            int length = rest.getInt();
            int start = rest.position();
            if (!NarrowRow.isWrapped(pack, start)) {
                long hash = NarrowRow.keyHash(pack, start) >>> Long.SIZE - limits.hashBits();
                byHash.add(pack, start, length, hash);
            }
            rest.position(start + length);
        }
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
        while (!ofHash.hasNext()) {
            if (!standing) {
                return null;
            }
            long hash = byHash.prefix();
            byte[] row = take();
            if (standsAt(hash)) {
                ofHash = withOthers(row, hash);
            } else if (NarrowRow.countsAlone(row)) {
                return row;
            }
        }
        return ofHash.next();
    }

    /** A row and all others of its hash, in order. */
    private Iterator<byte[]> withOthers(byte[] first, long hash) {
        List<byte[]> held = new ArrayList<>();
        held.add(first);
        long bytes = first.length;
        while (standsAt(hash)) {
            if (bytes > limits.hashBytes()) {
                return withMany(held, hash);
            }
            byte[] row = take();
            held.add(row);
            bytes += row.length;
        }
        held.sort(Arrays::compareUnsigned);
        return held.iterator();
    }

    /** Rows at hand and all others of their hash, which are many, in order. */
    private Iterator<byte[]> withMany(List<byte[]> held, long hash) {
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
        return standing && byHash.prefix() == hash;
    }

    private byte[] take() {
        byte[] row = byHash.row();
        step();
        return row;
    }

    private void step() {
        standing = byHash.advance();
    }
}
