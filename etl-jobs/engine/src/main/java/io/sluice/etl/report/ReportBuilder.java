package io.sluice.etl.report;

import io.sluice.etl.model.Batch;
import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.DedupReport;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.ReadTotals;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.RunReport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects a report while a run goes on, so that a run that stops half-way still accounts for what it did. */
public final class ReportBuilder {
    /** Fixed width, so that reports sort by time as text. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String job;
    private final String runId;
    private final String from;
    private final String to;
    private final Instant startedAt;
    private final List<CheckResult> checks = new ArrayList<>();
    private final List<RunReport.Stage> stages = new ArrayList<>();
    private RunReport.Files files = RunReport.Files.NONE;
    private RunCounts counts = RunCounts.NONE;
    private Map<String, Long> rejectsByCode = Map.of();
    private Map<String, Long> unknownFields = Map.of();
    private List<PartitionChange> partitions = List.of();
    private String plan;
    private DedupReport dedup;

    /**
     * @param from first landing date asked for; null when every new file is meant
     * @param to last landing date asked for; null when every new file is meant
     */
    public ReportBuilder(String job, String runId, String from, String to, Instant startedAt) {
        this.job = job;
        this.runId = runId;
        this.from = from;
        this.to = to;
        this.startedAt = startedAt;
    }

    /** @param otherSchema files that were published under another schema and are not read now */
    public void batch(Batch batch, long otherSchema) {
        files = new RunReport.Files(
                batch.files().size(),
                batch.alreadyPublished(),
                batch.ignored(),
                batch.rejoined(),
                otherSchema,
                batch.bytes());
    }

    public void read(ReadTotals totals) {
        counts = new RunCounts(
                totals.accepted() + totals.rejected(), totals.accepted(), totals.rejected(), 0, 0, 0, 0, 0, 0, 0);
        rejectsByCode = totals.rejectsByCode();
        unknownFields = totals.unknownFields();
    }

    public void decided(RunCounts decided, String byPlan, DedupReport dedupReport) {
        counts = decided;
        plan = byPlan;
        dedup = dedupReport;
    }

    public void partitions(List<PartitionChange> changes) {
        partitions = changes;
    }

    /** Replaces the checks by those of the last word. */
    public void checks(List<CheckResult> results) {
        checks.clear();
        checks.addAll(results);
    }

    public void stage(String name, double seconds) {
        stages.add(new RunReport.Stage(name, seconds));
    }

    /** @param error null when nothing stopped the run */
    public RunReport build(Outcome outcome, String error, Instant finishedAt) {
        return new RunReport(
                job,
                runId,
                outcome,
                from,
                to,
                INSTANT.format(startedAt),
                INSTANT.format(finishedAt),
                error,
                plan,
                dedup,
                files,
                counts,
                rejectsByCode,
                unknownFields,
                partitions,
                checks,
                stages);
    }
}
