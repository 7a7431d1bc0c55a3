package io.sluice.etl.generate;

import io.sluice.etl.model.SluiceException;

/**
 * How often things go wrong, as shares of the events of a day; an event suffers at most one of them.
 *
 * @param repeatedInFile delivered a second time further down the same file
 * @param repeatedSameDay delivered a second time in a later file of the day (in the same one if it is the last)
 * @param repeatedLaterDay delivered a second time one to three days later
 * @param late delivered not in its hour but one to three days later
 * @param conflicting delivered a second time with other content, the same id and a time of the same UTC day that is
 *     not earlier; within the file, the day or the three days after
 * @param malformed preceded by a damaged copy that cannot be read
 */
public record Rates(
        double repeatedInFile,
        double repeatedSameDay,
        double repeatedLaterDay,
        double late,
        double conflicting,
        double malformed) {

    /** What at-least-once delivery looks like on a bad day: 3 % redeliveries. */
    public static final Rates TYPICAL = new Rates(0.012, 0.010, 0.008, 0.004, 0.002, 0.0005);

    /** Every event once, in its hour, intact. */
    public static final Rates NONE = new Rates(0, 0, 0, 0, 0, 0);

    public Rates {
        double[] shares = {repeatedInFile, repeatedSameDay, repeatedLaterDay, late, conflicting, malformed};
        double total = 0;
        for (double share : shares) {
            if (!(share >= 0 && share <= 1)) {
                throw SluiceException.invalid(
                        "A rate of the generated landing is " + share + "; give a share between 0 and 1.");
            }
            total += share;
        }
        if (total > 1) {
            throw SluiceException.invalid("The rates of the generated landing add up to " + total
                    + "; an event suffers at most one mishap, so give shares that add up to 1 at most.");
        }
    }

    /** Events of a day that suffer something, as a share. */
    double total() {
        return beforeMalformed() + malformed;
    }

    /** Second deliveries, as a share of the events. */
    double copies() {
        return repeatedInFile + repeatedSameDay + repeatedLaterDay + conflicting;
    }

    /** The mishap at a point between 0 and {@link #total()}. */
    Mishap at(double point) {
        if (point < repeatedInFile) {
            return Mishap.REPEATED_IN_FILE;
        }
        if (point < repeatedInFile + repeatedSameDay) {
            return Mishap.REPEATED_SAME_DAY;
        }
        if (point < repeatedInFile + repeatedSameDay + repeatedLaterDay) {
            return Mishap.REPEATED_LATER_DAY;
        }
        if (point < repeatedInFile + repeatedSameDay + repeatedLaterDay + late) {
            return Mishap.LATE;
        }
        return point < beforeMalformed() ? Mishap.CONFLICTING : Mishap.MALFORMED;
    }

    private double beforeMalformed() {
        return repeatedInFile + repeatedSameDay + repeatedLaterDay + late + conflicting;
    }

    /** What can happen to an event. */
    enum Mishap {
        REPEATED_IN_FILE,
        REPEATED_SAME_DAY,
        REPEATED_LATER_DAY,
        LATE,
        CONFLICTING,
        MALFORMED
    }
}
