package io.sluice.etl.model;

import java.util.List;
import java.util.Map;

/** What a run makes visible, decided and checked. */
public final class PublishPlan {
    private final String runId;
    private final Map<String, String> columns;
    private final List<LedgerEntry> files;
    private final List<Beaten> beaten;
    private final RunCounts counts;
    private final List<PartitionChange> changes;
    private final List<OffsetRange> offsets;
    private final List<Slot.Switch> duplicates;

    private PublishPlan(
            String runId,
            Map<String, String> columns,
            List<LedgerEntry> files,
            List<Beaten> beaten,
            RunCounts counts,
            List<PartitionChange> changes,
            List<OffsetRange> offsets,
            List<Slot.Switch> duplicates) {
        this.runId = runId;
        this.columns = columns;
        this.files = List.copyOf(files);
        this.beaten = List.copyOf(beaten);
        this.counts = counts;
        this.changes = changes;
        this.offsets = OffsetRange.condensed(offsets);
        this.duplicates = List.copyOf(duplicates);
    }

    /**
     * The plan of a run that passed its audit.
     *
     * @param columns of the files that the run wrote, with their types
     * @param files what the batch's files gave
     * @param beaten which file's rows lost to which file's
     */
    public static PublishPlan of(
            AuditVerdict.Passed passed,
            String runId,
            Map<String, String> columns,
            List<LedgerEntry> files,
            List<Beaten> beaten) {
        return new PublishPlan(runId, columns, files, beaten, passed.counts(), passed.changes(), List.of(), List.of());
    }

    /** The same plan, with what it leaves beside the table. */
    public PublishPlan with(List<OffsetRange> seen, List<Slot.Switch> evidence) {
        return new PublishPlan(runId, columns, files, beaten, counts, changes, seen, evidence);
    }

    /** The journal document of this plan in a slot. */
    public Slot inSlot(long number, String schemaFingerprint, String preparedAt) {
        return new Slot(
                number,
                runId,
                preparedAt,
                schemaFingerprint,
                columns,
                files,
                switches(false),
                beaten,
                counts,
                new Slot.Aside(switches(true), offsets, duplicates));
    }

    private List<Slot.Switch> switches(boolean tombstones) {
        return changes.stream()
                .filter(change -> Tombstones.is(change.partition()) == tombstones)
                .map(change -> new Slot.Switch(
                        change.partition(),
                        change.before() == null ? null : change.before().location(),
                        change.location(),
                        change.files(),
                        change.staged()))
                .toList();
    }
}
