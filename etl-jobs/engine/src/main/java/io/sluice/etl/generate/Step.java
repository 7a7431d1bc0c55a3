package io.sluice.etl.generate;

import java.util.Comparator;

/**
 * Something that a file does apart from delivering its own events in order.
 *
 * @param at the file's own event before, at or after which it happens
 * @param day day of the event concerned, counted from 0
 * @param event the event concerned, within its day
 */
record Step(long at, Role role, int day, long event) {
    static final Comparator<Step> IN_ORDER = Comparator.comparingLong(Step::at)
            .thenComparing(Step::role)
            .thenComparingInt(Step::day)
            .thenComparingLong(Step::event);

    /** In the order in which a file takes the steps at one event. */
    enum Role {
        /** A damaged copy comes first. */
        DAMAGE,
        /** The event itself does not come. */
        WITHHOLD,
        /** The event of an earlier day comes for the first time. */
        LATE_ARRIVAL,
        /** An event that came before comes again. */
        COPY,
        /** The id of an event that came before comes again, with other content. */
        CONFLICT
    }

    boolean afterOwnEvent() {
        return role.compareTo(Role.WITHHOLD) > 0;
    }
}
