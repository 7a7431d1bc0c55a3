package io.sluice.etl.dedup;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;

/**
 * The rows of packs that {@link Verdicts} have to see, each key's side by side and the best first: a row that is alone
 * with its key is left out where there is nothing to say of it.
 *
 * <p>Rows are sorted by the hash of their key, which takes a few passes over numbers. Rows of one hash, nearly always
 * those of one key, are few; those are sorted as bytes. Where the task has the memory, packs stay as they came and only
 * rows that share a hash are looked at; else rows go through a sorter that moves to local disk what it cannot hold.
 */
final class RowsToJudge {
    private RowsToJudge() {}

    /**
     * What is done in memory.
     *
     * @param hashBits of a hash by which rows are sorted first, from 1 to 63
     * @param heldBytes of packs and of what sorts them, before rows go through a sorter
     * @param hashBytes of rows of one hash that come from that sorter, before they go through another
     * @param rows in that sorter before they move to local disk even if there is memory left
     */
    record Limits(int hashBits, long heldBytes, long hashBytes, int rows) implements Serializable {
        /** Five bytes, with the bit that {@link #prefix} adds, tell some million keys apart, nearly always. */
        static final Limits USUAL = new Limits(39, 512 << 20, 16 << 20, Integer.MAX_VALUE);

        /** The hash of a row's key, and whether the row has to be seen even if it is alone with its key. */
        long prefix(byte[] bytes, int start, int length) {
            long hash = NarrowRow.keyHash(bytes, start) >>> Long.SIZE - hashBits;
            return hash << 1 | (NarrowRow.countsAlone(bytes, start + length) ? 1 : 0);
        }

        /** Whether two rows share a hash. */
        static boolean sameHash(long prefix, long other) {
            return prefix >>> 1 == other >>> 1;
        }

        /** Whether the row has to be seen even if it is alone with its key. */
        static boolean countsAlone(long prefix) {
            return (prefix & 1) != 0;
        }
    }

    /**
     * Reads and sorts all rows of packs.
     *
     * @param packs as {@link RowPacks} makes them, from one shuffle or more
     * @param task whose memory and disk is used until it ends
     */
    static Iterator<byte[]> of(List<Iterator<byte[]>> packs, TaskContext task, Limits limits) {
        HeldPacks held = new HeldPacks(task, limits);
        for (int i = 0; i < packs.size(); i++) {
            Iterator<byte[]> some = packs.get(i);
            while (some.hasNext()) {
                byte[] pack = some.next();
                if (!held.add(pack)) {
                    SortedRows rows = held.handedOver();
                    rows.add(pack);
                    packs.subList(i, packs.size()).forEach(rest -> rest.forEachRemaining(rows::add));
                    return rows.sorted();
                }
            }
        }
        HeldRows inMemory = held.sorted();
        return inMemory != null ? inMemory : held.handedOver().sorted();
    }
}
