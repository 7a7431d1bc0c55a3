package io.sluice.etl.model;

import java.util.List;

/**
 * A landed file that a run published, and what it gave.
 *
 * @param landingDate the landing date's text; null where the layout has none
 * @param schemaFingerprint of the schema that it was read with
 * @param partitions those that its rows belong to
 */
public record LedgerEntry(
        String path,
        long size,
        long modified,
        String etag,
        String landingDate,
        String schemaFingerprint,
        long accepted,
        long rejected,
        List<String> partitions) {
    public LedgerEntry {
        partitions = List.copyOf(partitions);
    }

    public static LedgerEntry of(LandedFile file, FileTally tally, String schemaFingerprint) {
        return new LedgerEntry(
                file.path(),
                file.size(),
                file.modified(),
                file.etag(),
                file.date() == null ? null : file.date().toString(),
                schemaFingerprint,
                tally.accepted(),
                tally.rejected(),
                tally.acceptedByPartition().keySet().stream().sorted().toList());
    }

    /** Whether a file found in the landing is the one that was published. */
    public boolean isUnchanged(LandedFile file) {
        return size == file.size() && modified == file.modified() && etag.equals(file.etag());
    }
}
