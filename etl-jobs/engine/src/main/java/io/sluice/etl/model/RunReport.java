package io.sluice.etl.model;

import java.util.List;
import java.util.Map;

/**
 * The account of a run, for people and for callers that decide by it.
 *
 * @param from first landing date asked for; null when every new file was meant
 * @param to last landing date asked for
 * @param startedAt ISO-8601 instant with milliseconds
 * @param error what stopped the run; null when nothing did
 * @param plan how duplicates were decided; null when the run did not come so far
 * @param dedup more about that; null when the run did not come so far
 */
public record RunReport(
        String job,
        String runId,
        Outcome outcome,
        String from,
        String to,
        String startedAt,
        String finishedAt,
        String error,
        String plan,
        DedupReport dedup,
        Files files,
        RunCounts records,
        Map<String, Long> rejectsByCode,
        Map<String, Long> unknownFields,
        List<PartitionChange> partitions,
        List<CheckResult> checks,
        List<Stage> stages) {

    /**
     * The landed files of a run.
     *
     * @param read files of the batch
     * @param alreadyPublished files in range that an earlier run published
     * @param ignored in-progress and bookkeeping files in range
     * @param rejoined files read again because the file that beat them was replaced
     * @param otherSchema files that were published under another schema and are not read now
     * @param bytes size of the batch as stored
     */
    public record Files(long read, long alreadyPublished, long ignored, long rejoined, long otherSchema, long bytes) {
        public static final Files NONE = new Files(0, 0, 0, 0, 0, 0);
    }

    /** A step of the run and how long it took. */
    public record Stage(String name, double seconds) {}
}
