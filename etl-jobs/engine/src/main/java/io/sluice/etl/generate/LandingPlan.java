package io.sluice.etl.generate;

import io.sluice.etl.model.SluiceException;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What landing to write.
 *
 * <p>A plan of more days begins with the same files as one of fewer, so a landing can be continued.
 *
 * @param seed chooses one of many landings
 * @param firstDay landing date, and UTC day of the events, of the first day
 * @param days 1 to 3660
 * @param filesPerDay a divisor of 24; a file holds the events of 24 / {@code filesPerDay} hours and is named by the
 *     first of them
 * @param eventsPerDay 240 to 1 000 000 000 different events whose time lies in the day, more of them in the afternoon
 * @param rates what goes wrong
 * @param oddities whether, each day, one file begins with a byte order mark, one has CRLF and blank lines, one ends
 *     without a newline, one gzip file has two members, and bookkeeping files lie around: {@code _SUCCESS} and the
 *     beginning of a file as {@code HH.json.tmp}
 * @param brokenUpload whether on the first day the beginning of a file lies a second time beside it, as
 *     {@code HH-1.json.gz} that ends within a record, without the trailer of gzip
 */
public record LandingPlan(
        long seed,
        LocalDate firstDay,
        int days,
        int filesPerDay,
        long eventsPerDay,
        Compression compression,
        Rates rates,
        boolean oddities,
        boolean brokenUpload) {

    /** Three days of about 15 MB each: enough for every mishap, little enough for a laptop. */
    public static final LandingPlan DEMO = new LandingPlan(
            20210721, LocalDate.of(2021, 7, 21), 3, 24, 12_000, Compression.MIXED, Rates.TYPICAL, true, false);

    /** Bytes of a record with its newline, averaged over many: measured. */
    private static final double MEAN_RECORD_BYTES = 1262;

    private static final int HOURS = 24;
    private static final long FEWEST_EVENTS = 240;
    private static final long MOST_EVENTS = 1_000_000_000;
    private static final int MOST_DAYS = 3660;

    /** Which files are gzip. */
    public enum Compression {
        NONE,
        GZIP,
        /** Every second file. */
        MIXED
    }

    public LandingPlan {
        Objects.requireNonNull(firstDay);
        Objects.requireNonNull(compression);
        Objects.requireNonNull(rates);
        if (days < 1 || days > MOST_DAYS) {
            throw SluiceException.invalid(
                    "A generated landing cannot have " + days + " days; give 1 to " + MOST_DAYS + ".");
        }
        if (filesPerDay < 1 || HOURS % filesPerDay != 0) {
            throw SluiceException.invalid("A generated landing cannot have " + filesPerDay
                    + " files a day, since a file holds whole hours; give a divisor of 24.");
        }
        if (eventsPerDay < FEWEST_EVENTS || eventsPerDay > MOST_EVENTS) {
            throw SluiceException.invalid("A generated landing cannot have " + eventsPerDay + " events a day; give "
                    + FEWEST_EVENTS + " to " + MOST_EVENTS + ", and more days for more.");
        }
    }

    /**
     * A landing like the demo's with days of a given size.
     *
     * @param bytesPerDay decompressed bytes of a day, redeliveries included; met to within 5 % from 10 MB on
     */
    public static LandingPlan ofSize(LocalDate firstDay, int days, long bytesPerDay, Compression compression) {
        double perEvent = MEAN_RECORD_BYTES * (1 + Rates.TYPICAL.copies());
        return new LandingPlan(
                DEMO.seed,
                firstDay,
                days,
                DEMO.filesPerDay,
                Math.round(bytesPerDay / perEvent),
                compression,
                Rates.TYPICAL,
                true,
                false);
    }

    /** The same landing with more or fewer events a day. */
    public LandingPlan withEventsPerDay(long events) {
        return new LandingPlan(seed, firstDay, days, filesPerDay, events, compression, rates, oddities, brokenUpload);
    }

    boolean gzip(int day, int file) {
        return switch (compression) {
            case NONE -> false;
            case GZIP -> true;
            case MIXED -> (day * filesPerDay + file) % 2 == 1;
        };
    }
}
