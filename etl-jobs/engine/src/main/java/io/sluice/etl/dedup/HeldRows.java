package io.sluice.etl.dedup;

import io.sluice.etl.dedup.RowsToJudge.Limits;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;

/** The rows of packs in memory that have to be seen, in order; the memory is given back after the last. */
final class HeldRows implements Iterator<byte[]> {
    private final HeldPacks packs;
    private int next;
    /** Where the rows that are to be seen end, from the next one on. */
    private int end;

    /** The rest of the rows, when they had to leave the memory; else null. */
    private Iterator<byte[]> onDisk;

    /** @param packs that are sorted */
    HeldRows(HeldPacks packs) {
        this.packs = packs;
    }

    @Override
    public boolean hasNext() {
        if (onDisk != null) {
            return onDisk.hasNext();
        }
        boolean found = find();
        if (!found) {
            packs.release();
        }
        return found;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return onDisk == null ? packs.row(next++) : onDisk.next();
    }

    /** Goes to the next row that is to be seen; false where there is none. */
    private boolean find() {
        while (next == end && next < packs.rows()) {
            long prefix = packs.prefix(next);
            end = next + 1;
            while (end < packs.rows() && Limits.sameHash(prefix, packs.prefix(end))) {
                end++;
            }
            if (end - next > 1) {
                packs.sortByBytes(next, end);
            } else if (!Limits.countsAlone(prefix)) {
                next = end;
            }
        }
        return next < end;
    }

    /** Moves the rows that are still to be seen to local disk, and gives the memory back; all or nothing. */
    void moveToDisk(TaskContext task) throws IOException {
        int from = next;
        int to = end;
        int count = 0;
        while (find()) {
            count += end - next;
            next = end;
        }
        next = from;
        end = to;
        try {
            RowFile file = new RowFile(task, count);
            while (find()) {
                file.add(packs.row(next++));
            }
            onDisk = file.rows();
        } finally {
            next = from;
            end = to;
        }
        packs.release();
    }
}
