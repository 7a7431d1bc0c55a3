package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup.Lookback;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Walks the rows of keys, each key's side by side and the best first, and says of each what becomes of it.
 *
 * <p>A row loses to the best row before it that won and lies in its window; else it wins. A key of which there are
 * published rows alone is left as it is. Published rows whose landed
 * file is read again do not compete; they tell what a window held before. Of a key only the winners and those rows are
 * held, of which there are few however many rows it has.
 */
final class Verdicts implements Iterator<Verdicts.Verdict> {
    private final Iterator<byte[]> rows;
    private final Winners winners;
    private final Places places;
    private final Deque<byte[]> replaced = new ArrayDeque<>();
    /** What was decided of the key at hand, which counts once it is judged. */
    private final Deque<Verdict> held = new ArrayDeque<>();
    /** Read ahead, to see where a key ends. */
    private byte[] upcoming;

    /** The last row of the key at hand; null between keys. */
    private byte[] key;
    /** Whether the batch, or a file that is read again, has a row of the key at hand. */
    private boolean judged;

    private Verdict found;
    private long keysOutsideWindow;

    /** What becomes of a row. */
    enum Fate {
        WON,
        LOST,
        /** It was published, and its landed file is read again. */
        REPLACED
    }

    /**
     * What became of a row.
     *
     * @param place of the row
     * @param winner to which it lost, or the winner that is the same delivery as one that is replaced; else null
     */
    record Verdict(byte[] row, Place place, Fate fate, byte[] winner) {}

    Verdicts(Iterator<byte[]> rows, Lookback lookback, Places places) {
        this.rows = rows;
        this.winners = Winners.within(lookback);
        this.places = places;
        advance();
    }

    /** How many keys had winners in more than one window, of those that were walked. */
    long keysOutsideWindow() {
        return keysOutsideWindow;
    }

    @Override
    public boolean hasNext() {
        if (found == null) {
            found = find();
        }
        return found != null;
    }

    @Override
    public Verdict next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Verdict verdict = found;
        found = null;
        return verdict;
    }

    /** The next verdict; null when there are no more rows. */
    private Verdict find() {
        while (true) {
            if (judged && !held.isEmpty()) {
                return held.poll();
            }
            if (key != null && (upcoming == null || !NarrowRow.sameKey(key, upcoming))) {
                if (!replaced.isEmpty()) {
                    byte[] row = replaced.pop();
                    Place place = places.of(row);
                    return new Verdict(row, place, Fate.REPLACED, again(row, place));
                }
                endKey();
            }
            if (upcoming == null) {
                return null;
            }
            byte[] row = upcoming;
            key = row;
            advance();
            judged |= NarrowRow.isReplaced(row) || !NarrowRow.isPublished(row);
            if (NarrowRow.isReplaced(row)) {
                replaced.add(row);
            } else {
                held.add(compete(row));
            }
        }
    }

    private void endKey() {
        if (judged && winners.count() > 1) {
            keysOutsideWindow++;
        }
        winners.clear();
        held.clear();
        judged = false;
        key = null;
    }

    private Verdict compete(byte[] row) {
        Place place = places.of(row);
        byte[] winner = winners.around(place);
        if (winner != null) {
            return new Verdict(row, place, Fate.LOST, winner);
        }
        winners.add(row, place);
        return new Verdict(row, place, Fate.WON, null);
    }

    private byte[] again(byte[] row, Place place) {
        byte[] winner = winners.around(place);
        boolean same = winner != null
                && !NarrowRow.isPublished(winner)
                && NarrowRow.sameDelivery(winner, row)
                && places.of(winner).equals(place);
        return same ? winner : null;
    }

    private void advance() {
        upcoming = rows.hasNext() ? rows.next() : null;
    }
}
