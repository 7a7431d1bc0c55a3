package io.sluice.etl.dedup;

import io.sluice.etl.model.Dedup.Lookback;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The winners among the rows of one key that were seen so far, the best first: no two lie in one window. */
interface Winners {
    /** The best winner in whose window a partition lies; null when there is none. */
    byte[] around(Place place);

    /** Adds a row that no winner beats. */
    void add(byte[] row, Place place);

    int count();

    /** Begins another key. */
    void clear();

    static Winners within(Lookback lookback) {
        if (lookback.equals(Lookback.ALL)) {
            return new OfTable();
        }
        return lookback.equals(Lookback.NONE) ? new OfPartitions() : new OfDays(lookback.days());
    }

    /** A key has one winner. */
    final class OfTable implements Winners {
        private byte[] winner;

        @Override
        public byte[] around(Place place) {
            return winner;
        }

        @Override
        public void add(byte[] row, Place place) {
            winner = row;
        }

        @Override
        public int count() {
            return winner == null ? 0 : 1;
        }

        @Override
        public void clear() {
            winner = null;
        }
    }

    /** A key has one winner a partition. */
    final class OfPartitions implements Winners {
        private final Map<Integer, byte[]> winners = new HashMap<>();

        @Override
        public byte[] around(Place place) {
            return winners.get(place.number());
        }

        @Override
        public void add(byte[] row, Place place) {
            winners.put(place.number(), row);
        }

        @Override
        public int count() {
            return winners.size();
        }

        @Override
        public void clear() {
            winners.clear();
        }
    }

    /** A key has winners that are more than some days apart, and one among the partitions without a day. */
    final class OfDays implements Winners {
        private final int days;
        private final TreeMap<Long, Winner> winners = new TreeMap<>();
        private byte[] dayless;

        private record Winner(byte[] row, Place place) {}

        OfDays(int days) {
            this.days = days;
        }

        /** Winners are apart, so only the next on either side can be near. */
        @Override
        public byte[] around(Place place) {
            if (!place.hasDay()) {
                return dayless;
            }
            byte[] before = near(winners.floorEntry(place.firstDay()), place);
            byte[] after = near(winners.ceilingEntry(place.firstDay()), place);
            if (before == null || after == null) {
                return before == null ? after : before;
            }
            return Arrays.compareUnsigned(before, after) <= 0 ? before : after;
        }

        private byte[] near(Map.Entry<Long, Winner> entry, Place place) {
            return entry == null || entry.getValue().place().daysTo(place) > days
                    ? null
                    : entry.getValue().row();
        }

        @Override
        public void add(byte[] row, Place place) {
            if (place.hasDay()) {
                winners.put(place.firstDay(), new Winner(row, place));
            } else {
                dayless = row;
            }
        }

        @Override
        public int count() {
            return winners.size() + (dayless == null ? 0 : 1);
        }

        @Override
        public void clear() {
            winners.clear();
            dayless = null;
        }
    }
}
