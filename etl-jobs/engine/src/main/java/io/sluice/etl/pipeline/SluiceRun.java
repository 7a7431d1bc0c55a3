package io.sluice.etl.pipeline;

import io.sluice.etl.model.AuditVerdict;
import io.sluice.etl.model.Batch;
import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.Lease;
import io.sluice.etl.model.LedgerEntry;
import io.sluice.etl.model.OffsetRange;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.PublishPlan;
import io.sluice.etl.model.ReadTotals;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.model.Tombstones;
import io.sluice.etl.report.ReportBuilder;
import io.sluice.etl.report.TextReport;
import io.sluice.etl.sink.Staged;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One run: from what landed to what readers see. */
final class SluiceRun {
    private final RunRequest request;
    private final JobConfig job;
    private final Rooms rooms;
    private final StageTimer stages;
    private final ReportBuilder report;

    private Lease lease = Lease.NONE;
    private boolean staging;
    private boolean publishing;
    private boolean keepRejects;

    SluiceRun(RunRequest request, JobConfig job, Rooms rooms, StageTimer stages, ReportBuilder report) {
        this.request = request;
        this.job = job;
        this.rooms = rooms;
        this.stages = stages;
        this.report = report;
    }

    /** Runs the steps; what went wrong is thrown after what was staged has been cleared away. */
    Outcome execute() throws IOException {
        try {
            return steps();
        } catch (Throwable failure) {
            // Spark throws checked exceptions that its signatures do not declare.
            clearAway(failure);
            throw failure;
        } finally {
            lease.close();
        }
    }

    private Outcome steps() throws IOException {
        TableHistory history = stages.time("check", "the table and its journal", this::checkTarget);
        Batch batch = stages.time("discover", job.landing().path(), () -> discover(history));
        report.batch(batch, underOtherSchema(batch, history));
        if (batch.isEmpty()) {
            return nothingToDo(batch);
        }
        staging = !request.dryRun();
        try (Deciding deciding = new Deciding(rooms, job, batch, history, request.dryRun())) {
            return steps(deciding, batch, history);
        }
    }

    private Outcome steps(Deciding deciding, Batch batch, TableHistory history) throws IOException {
        ReadTotals totals = stages.time("read", files(batch), () -> read(deciding));
        CountedOffsets.doubt(job, batch, totals).ifPresent(stages::warning);
        Decision decision = stages.time("decide", totals.accepted() + " rows", () -> decide(deciding, totals, history));
        AffectedPartitions affected = AffectedPartitions.of(
                batch, totals, decision, history, job.table().targetFileSize());
        RunCounts counts = affected.counts();
        report.decided(counts, deciding.planName(), deciding.report(decision));
        report.partitions(affected.predicted());
        List<CheckResult> limits = new ArrayList<>(rooms.auditor().limits(counts, affected.ofTable()));
        limits.addAll(rooms.auditor().dedupLimits(decision.counts(), deciding.offsetGaps()));
        refuseUnlessPassed(limits);
        if (request.dryRun()) {
            return Outcome.DRY_RUN;
        }
        List<String> rejectFiles = new ArrayList<>(totals.rejectFiles());
        rejectFiles.addAll(deciding.quarantineConflicts(decision, rooms));
        List<PartitionChange> changes = stages.time(
                "write", affected.ofTable() + " partitions", () -> stage(batch, totals, affected, rejectFiles));
        report.partitions(ofTable(changes));
        AuditVerdict verdict = stages.time(
                "audit",
                changes.size() + " staged versions",
                () -> audit(counts, changes, affected.unswitched(), limits));
        report.checks(verdict.checks());
        List<Slot.Switch> duplicates = duplicates(deciding, totals);
        return stages.time(
                "publish",
                "slot " + (history.lastSlot() + 1),
                () -> publish(verdict, batch, totals, decision, deciding.offsets(), duplicates, history));
    }

    private TableHistory checkTarget() {
        rooms.auditor().verifyChecks();
        rooms.deletes().verify(rooms.spark());
        TableHistory history = verified();
        if (!request.dryRun()) {
            // Not before it is known that the folder is ours to write a lease into.
            lease = rooms.lease(request, stages.watcher());
            history = verified();
        }
        if (history.open().isPresent()) {
            if (request.dryRun()) {
                throw SluiceException.failed(
                        "slot %d was prepared by run %s and never closed; a run finishes it, a dry run does not"
                                .formatted(
                                        history.lastSlot(), history.openSlot().runId()));
            }
            stages.warning("finishing slot %d, which run %s left open"
                    .formatted(history.lastSlot(), history.openSlot().runId()));
            rooms.publisher().rollForward(history.openSlot(), history, lease);
            // The slot may have been that of a job with other columns.
            history = verified();
        }
        if (!request.dryRun()) {
            repair(history);
        }
        return history;
    }

    private TableHistory verified() {
        TableHistory history = rooms.journal().history();
        rooms.target().verify(history);
        rooms.duplicates().verify();
        rooms.publisher().verifyOwned(history);
        return history;
    }

    /** A run that was taken for dead may have woken up and switched partitions back to what it had prepared. */
    private void repair(TableHistory history) {
        List<String> repaired = rooms.publisher().repair(history);
        if (!repaired.isEmpty()) {
            stages.warning(
                    "%d partitions pointed to older versions, first %s; an earlier run woke up late and switched them back. They are what the journal says again"
                            .formatted(repaired.size(), repaired.get(0)));
        }
    }

    private Batch discover(TableHistory history) throws IOException {
        Batch batch = new BatchSelection(request, job.landing(), rooms.discovery(), stages).select(history);
        if (!batch.isEmpty() && history.runs().containsKey(request.runId())) {
            throw SluiceException.invalid(
                    "--run-id %s: an earlier run of this table has this id; choose another".formatted(request.runId()));
        }
        return batch;
    }

    private long underOtherSchema(Batch batch, TableHistory history) {
        Set<String> read = batch.paths();
        return history.underOtherSchema(job.schema().fingerprint()).stream()
                .filter(file -> !read.contains(file))
                .count();
    }

    private Outcome nothingToDo(Batch batch) {
        if (batch.alreadyPublished() == 0 && job.landing().emptyFails()) {
            throw SluiceException.failed("no file landed in %s%s, and landing.when_empty is fail"
                    .formatted(
                            job.landing().path(),
                            request.from() == null ? "" : " from %s to %s".formatted(request.from(), request.to())));
        }
        return Outcome.NOTHING_TO_DO;
    }

    private ReadTotals read(Deciding deciding) throws IOException {
        ReadTotals totals = deciding.read();
        report.read(totals);
        if (!request.dryRun()) {
            rooms.rejects().keepOnly(totals.rejectFiles());
            keepRejects = true;
        }
        return totals;
    }

    private Decision decide(Deciding deciding, ReadTotals totals, TableHistory history) {
        requireUndisturbed(deciding.window(totals), history);
        return deciding.decide(totals);
    }

    /** A table that differs from its journal is a mystery only if no other run has published meanwhile. */
    private void requireUndisturbed(Set<String> partitions, TableHistory history) {
        try {
            rooms.publisher().verifyCurrent(partitions, history);
        } catch (SluiceException stranger) {
            if (rooms.journal().history().lastSlot() == history.lastSlot()) {
                throw stranger;
            }
            throw SluiceException.failed(
                    "another run of this table published while this one was reading; nothing was published, run again",
                    stranger);
        }
    }

    private List<Slot.Switch> duplicates(Deciding deciding, ReadTotals totals) throws IOException {
        if (job.dedup().evidence() == Dedup.Evidence.NONE) {
            return List.of();
        }
        return stages.time("evidence", "deliveries that lost", () -> rooms.duplicates()
                .stage(
                        deciding.evidence(request.runId()),
                        totals.acceptedByPartition().keySet()));
    }

    private List<PartitionChange> stage(
            Batch batch, ReadTotals totals, AffectedPartitions affected, List<String> rejectFiles) throws IOException {
        Staging versions =
                new Staging(rooms.reader(), rooms.published(), rooms.sink(), rooms.footers(), rooms.deletes());
        Staged staged = versions.write(batch, totals, affected);
        // Stages that Spark ran again, and attempts that came too late, may have written rejects a second time.
        rooms.rejects().keepOnly(rejectFiles);
        for (LandedFile file : batch.files()) {
            rooms.discovery().requireUnchanged(file);
            long expected =
                    totals.tally(file.path()).accepted() - affected.decision().losersOf(file.path());
            long kept = staged.keptByFile().getOrDefault(file.path(), 0L);
            if (kept != expected && !affected.partitions().isEmpty()) {
                throw SluiceException.failed(
                        "file %s gave %d rows when it was decided and %d when it was written; it changed meanwhile, run again"
                                .formatted(file.path(), expected, kept));
            }
        }
        return versions.complete(staged, affected);
    }

    private AuditVerdict audit(
            RunCounts counts, List<PartitionChange> changes, long unswitched, List<CheckResult> limits) {
        List<CheckResult> checks = new ArrayList<>(limits);
        checks.addAll(rooms.auditor().checks(ofTable(changes), rooms.sink().root()));
        return AuditVerdict.evaluate(counts, changes, unswitched, checks);
    }

    private Outcome publish(
            AuditVerdict verdict,
            Batch batch,
            ReadTotals totals,
            Decision decision,
            List<OffsetRange> offsets,
            List<Slot.Switch> duplicates,
            TableHistory history) {
        if (verdict instanceof AuditVerdict.Refused refused) {
            throw SluiceException.refused(refused.reason());
        }
        String schema = job.schema().fingerprint();
        List<LedgerEntry> files = batch.files().stream()
                .map(file -> LedgerEntry.of(file, totals.tally(file.path()), schema))
                .toList();
        PublishPlan plan = PublishPlan.of(
                        (AuditVerdict.Passed) verdict, request.runId(), job.columnTypes(), files, decision.beaten())
                .with(offsets, duplicates);
        lease.requireHeld();
        publishing = true;
        rooms.target().claim(request.runId());
        rooms.publisher().publish(plan, history, schema, Instant.now(), lease);
        return Outcome.PUBLISHED;
    }

    private void refuseUnlessPassed(List<CheckResult> checks) {
        report.checks(checks);
        List<CheckResult> failed = checks.stream()
                .filter(check -> check.error() && !check.passed())
                .toList();
        if (!failed.isEmpty()) {
            throw SluiceException.refused(new AuditVerdict.Refused(failed).reason());
        }
    }

    /** Once a slot may be prepared its versions must stay; before that nothing points to them. */
    private void clearAway(Throwable failure) {
        try {
            if (staging && !publishing) {
                rooms.sink().discard();
                rooms.duplicates().discard();
            }
            if (staging && !keepRejects) {
                rooms.rejects().discard();
            }
        } catch (IOException cleaning) {
            failure.addSuppressed(cleaning);
        }
    }

    private static List<PartitionChange> ofTable(List<PartitionChange> changes) {
        return changes.stream()
                .filter(change -> !Tombstones.is(change.partition()))
                .toList();
    }

    private static String files(Batch batch) {
        return "%d files, %s".formatted(batch.files().size(), TextReport.size(batch.bytes()));
    }
}
