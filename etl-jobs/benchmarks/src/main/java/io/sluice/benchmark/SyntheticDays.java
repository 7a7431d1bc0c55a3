package io.sluice.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * The days of an incremental scenario.
 *
 * <p>Ids are numbered from 0 in the order of their first deliveries; number and time alone decide what a record says, so
 * that it can be delivered again by a later day.
 */
final class SyntheticDays {
    private static final double FIRST_DELIVERIES = 0.97;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int BUFFER = 1 << 20;

    private final SyntheticRecords records;
    private final Incremental scenario;
    private final long firstDeliveries;

    SyntheticDays(SyntheticRecords records, Incremental scenario) {
        this.records = records;
        this.scenario = scenario;
        this.firstDeliveries = Math.round(scenario.landedRows() * FIRST_DELIVERIES);
    }

    /** Writes a day, counted from 0, in one file an hour. */
    void write(int day, Path folder) throws IOException {
        Files.createDirectories(folder);
        boolean measured = day >= scenario.days();
        long copies = measured ? scenario.landedRows() - firstDeliveries : 0;
        long first = first(day);
        long count = first(day + 1) - first;
        SplittableRandom random = new SplittableRandom(day);
        long copied = 0;
        for (int hour = 0; hour < Workload.FILES; hour++) {
            long end = first + (hour + 1) * count / Workload.FILES;
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(folder.resolve("%02d.json".formatted(hour))), BUFFER)) {
                for (long number = first + hour * count / Workload.FILES; number < end; number++) {
                    out.write(record(number, time(number)));
                    for (long due = (number - first + 1) * copies / count; copied < due; copied++) {
                        out.write(
                                copied % 2 == 0
                                        ? again(random.nextLong(first, number + 1))
                                        : existing(random.nextLong(scenario.existingRows()), time(number)));
                    }
                }
            }
        }
    }

    /** The first number of a day. */
    private long first(int day) {
        return day <= scenario.days()
                ? scenario.existingRows() * day / scenario.days()
                : scenario.existingRows() + (day - scenario.days()) * firstDeliveries;
    }

    private int day(long number) {
        if (number >= scenario.existingRows()) {
            return scenario.days() + (int) ((number - scenario.existingRows()) / firstDeliveries);
        }
        int day = (int) (number * scenario.days() / scenario.existingRows());
        return number < first(day + 1) ? day : day + 1;
    }

    /** When an id was delivered first: evenly over the hours of its day. */
    private Instant time(long number) {
        int day = day(number);
        long within = number - first(day);
        long hour = within * Workload.FILES / (first(day + 1) - first(day));
        return Scenario.FIRST_DAY
                .plusDays(day)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plusSeconds(hour * SECONDS_PER_HOUR + within % SECONDS_PER_HOUR);
    }

    private byte[] again(long number) {
        return record(number, time(number));
    }

    private byte[] existing(long number, Instant now) {
        return scenario.updates() ? record(number, now) : again(number);
    }

    private byte[] record(long number, Instant time) {
        return records.record(number, time, new SplittableRandom(number * 31 + time.getEpochSecond()));
    }
}
