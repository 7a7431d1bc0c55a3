package io.sluice.etl.model;

import java.util.List;

/** What a run makes visible, decided and checked. */
public final class PublishPlan {
    private final String runId;
    private final List<LedgerEntry> files;
    private final List<Beaten> beaten;
    private final RunCounts counts;
    private final List<PartitionChange> changes;

    private PublishPlan(
            String runId,
            List<LedgerEntry> files,
            List<Beaten> beaten,
            RunCounts counts,
            List<PartitionChange> changes) {
        this.runId = runId;
        this.files = List.copyOf(files);
        this.beaten = List.copyOf(beaten);
        this.counts = counts;
        this.changes = changes;
    }

    /**
     * The plan of a run that passed its audit.
     *
     * @param files what the batch's files gave
     * @param beaten which file's rows lost to which file's
     */
    public static PublishPlan of(
            AuditVerdict.Passed passed, String runId, List<LedgerEntry> files, List<Beaten> beaten) {
        return new PublishPlan(runId, files, beaten, passed.counts(), passed.changes());
    }

    /** The journal document of this plan in a slot. */
    public Slot inSlot(long number, String schemaFingerprint, String preparedAt) {
        List<Slot.Switch> switches = changes.stream()
                .map(change -> new Slot.Switch(
                        change.partition(),
                        change.before() == null ? null : change.before().location(),
                        change.location(),
                        change.files()))
                .toList();
        return new Slot(number, runId, preparedAt, schemaFingerprint, files, switches, beaten, counts);
    }
}
