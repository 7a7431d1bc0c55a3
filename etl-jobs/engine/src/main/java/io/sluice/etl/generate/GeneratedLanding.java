package io.sluice.etl.generate;

import io.sluice.etl.model.RejectCode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was written, and so what a run over it must find.
 *
 * <p>The counts hold for a reader of {@code github/events/v1} that drops unknown fields. They are exact: the writer
 * knows each delivery's fate when it makes it.
 *
 * @param root the landing's root
 * @param days in order
 */
public record GeneratedLanding(Path root, List<Day> days) {
    public GeneratedLanding {
        days = List.copyOf(days);
    }

    /**
     * One landing date.
     *
     * @param date its folder
     * @param files files that a run reads, a broken upload included
     * @param ignoredFiles bookkeeping and in-progress files that a run passes over
     * @param bytes size of the files that a run reads, as stored
     * @param decompressedBytes their size after decompression
     * @param accepted deliveries that fit the schema
     * @param rejected deliveries that do not, by reason; reasons without rejects are absent
     * @param conflicting accepted deliveries that repeat an id, delivered elsewhere too, with other content
     * @param ids different ids among the accepted
     * @param newIds those of them that no earlier day of the landing delivered, by the UTC day of their
     *     {@code created_at}
     */
    public record Day(
            LocalDate date,
            long files,
            long ignoredFiles,
            long bytes,
            long decompressedBytes,
            long accepted,
            Map<RejectCode, Long> rejected,
            long conflicting,
            long ids,
            Map<LocalDate, Long> newIds) {
        public Day {
            rejected = Map.copyOf(rejected);
            newIds = Map.copyOf(newIds);
        }

        /** Deliveries of every kind; blank lines are none. */
        public long read() {
            return accepted
                    + rejected.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Different ids by the UTC day of their {@code created_at}: the rows of each partition once all days are run. */
    public SortedMap<LocalDate, Long> rowsByEventDay() {
        SortedMap<LocalDate, Long> rows = new TreeMap<>();
        for (Day day : days) {
            day.newIds().forEach((eventDay, ids) -> rows.merge(eventDay, ids, Long::sum));
        }
        return rows;
    }

    /** Different ids in all: the rows of the table once all days are run. */
    public long rows() {
        return rowsByEventDay().values().stream().mapToLong(Long::longValue).sum();
    }
}
