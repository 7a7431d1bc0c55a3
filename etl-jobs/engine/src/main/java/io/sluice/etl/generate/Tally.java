package io.sluice.etl.generate;

import io.sluice.etl.generate.Step.Role;
import io.sluice.etl.model.RejectCode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts of what is being written, of a file first and then of its day. */
final class Tally {
    private final LandingPlan plan;
    private final int day;
    private final Map<RejectCode, Long> rejected = new EnumMap<>(RejectCode.class);
    private final long[] newIds = new long[Mishaps.MOST_DAYS_LATE + 1];

    private long files;
    private long ignoredFiles;
    private long bytes;
    private long decompressedBytes;
    private long accepted;
    private long conflicting;
    private long ids;

    Tally(LandingPlan plan, int day) {
        this.plan = plan;
        this.day = day;
    }

    /** A file that a run reads is complete. */
    void stored(long size) {
        files++;
        bytes += size;
    }

    void decompressed(long size) {
        decompressedBytes += size;
    }

    void ignoredFile() {
        ignoredFiles++;
    }

    void onTime() {
        accepted++;
        ids++;
        newIds[0]++;
    }

    /** A copy on the day of the event is no further id, since the event itself came that day. */
    void later(Role role, int eventDay) {
        accepted++;
        if (eventDay != day) {
            ids++;
        }
        if (role == Role.LATE_ARRIVAL) {
            newIds[day - eventDay]++;
        }
        if (role == Role.CONFLICT) {
            conflicting++;
        }
    }

    void copies(long count) {
        accepted += count;
    }

    void reject(RejectCode code) {
        rejected.merge(code, 1L, Long::sum);
    }

    void add(Tally other) {
        files += other.files;
        ignoredFiles += other.ignoredFiles;
        bytes += other.bytes;
        decompressedBytes += other.decompressedBytes;
        accepted += other.accepted;
        conflicting += other.conflicting;
        ids += other.ids;
        other.rejected.forEach((code, count) -> rejected.merge(code, count, Long::sum));
        for (int age = 0; age < newIds.length; age++) {
            newIds[age] += other.newIds[age];
        }
    }

    GeneratedLanding.Day total() {
        LocalDate date = plan.firstDay().plusDays(day);
        Map<LocalDate, Long> newIdsByDay = new HashMap<>();
        for (int age = 0; age < newIds.length; age++) {
            if (newIds[age] > 0) {
                newIdsByDay.put(date.minusDays(age), newIds[age]);
            }
        }
        return new GeneratedLanding.Day(
                date, files, ignoredFiles, bytes, decompressedBytes, accepted, rejected, conflicting, ids, newIdsByDay);
    }
}
