package io.sluice.etl.dedup;

import java.io.Serializable;

/**
 * A partition, as the window sees it.
 *
 * @param number the same for rows of one partition, wherever they are read from
 * @param firstDay days since 1970-01-01 of the earliest day in it; {@link #NO_DAY} when it has none
 * @param lastDay of the latest day in it
 */
record Place(int number, String partition, long firstDay, long lastDay) implements Serializable {
    static final long NO_DAY = Long.MIN_VALUE;

    boolean hasDay() {
        return firstDay != NO_DAY;
    }

    /** Days between the nearest days of two partitions that both have days; 0 when they share one. */
    long daysTo(Place other) {
        return Math.max(0, Math.max(firstDay - other.lastDay, other.firstDay - lastDay));
    }
}
