package io.sluice.etl.dedup;

import io.sluice.etl.dedup.RowsToJudge.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;

/** Rows that have to be seen, in order, of as many as there may be: beyond the memory of the task they lie on local disk. */
final class SortedRows implements Iterator<byte[]> {
    private final TaskContext task;
    private final Limits limits;
    private final RowSorter byHash;
    /** Whether {@link #byHash} stands at a row that was not taken. */
    private boolean standing;

    private Iterator<byte[]> ofHash = Collections.emptyIterator();
    private byte[] next;

    /** @param task whose memory and disk is used until it ends */
    SortedRows(TaskContext task, Limits limits) {
        this.task = task;
        this.limits = limits;
        this.byHash = RowSorter.byPrefix(task, limits.rows());
    }

    /** Adds the rows of a pack. */
    void add(byte[] pack) {
        RowPacks.each(pack, (start, length) -> {
            if (!NarrowRow.isWrapped(pack, start)) {
                byHash.add(pack, start, length, limits.prefix(pack, start, length));
            }
        });
    }

    /** Sorts what was added, to which nothing can be added any more. */
    SortedRows sorted() {
        byHash.sort();
        step();
        next = find();
        return this;
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
            long prefix = byHash.prefix();
            byte[] row = take();
            if (standsAt(prefix)) {
                ofHash = withOthers(row, prefix);
            } else if (Limits.countsAlone(prefix)) {
                return row;
            }
        }
        return ofHash.next();
    }

    /** A row and all others of its hash, in order. */
    private Iterator<byte[]> withOthers(byte[] first, long prefix) {
        List<byte[]> held = new ArrayList<>();
        held.add(first);
        long bytes = first.length;
        while (standsAt(prefix)) {
            if (bytes > limits.hashBytes()) {
                return withMany(held, prefix);
            }
            byte[] row = take();
            held.add(row);
            bytes += row.length;
        }
        held.sort(Arrays::compareUnsigned);
        return held.iterator();
    }

    /** Rows at hand and all others of their hash, which are many, in order. */
    private Iterator<byte[]> withMany(List<byte[]> held, long prefix) {
        RowSorter sorter = RowSorter.byBytes(task);
        held.forEach(row -> sorter.add(row, 0, row.length, 0));
        while (standsAt(prefix)) {
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

    private boolean standsAt(long prefix) {
        return standing && Limits.sameHash(byHash.prefix(), prefix);
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
