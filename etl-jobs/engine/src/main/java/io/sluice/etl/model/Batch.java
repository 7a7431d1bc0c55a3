package io.sluice.etl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The landed files that a run reads, and those in range that it does not.
 *
 * @param files new files, in the order in which they win
 * @param changed paths of files that were published and have another size, time or etag now
 * @param alreadyPublished how many files were published as they are
 * @param ignored how many in-progress and bookkeeping files lie in range
 */
public record Batch(List<LandedFile> files, List<String> changed, long alreadyPublished, long ignored) {
    public Batch {
        files = List.copyOf(files);
        changed = List.copyOf(changed);
    }

    /** Sorts what was found in the landing by what the ledger remembers. */
    public static Batch of(List<LandedFile> found, long ignored, Map<String, LedgerEntry> ledger) {
        List<LandedFile> files = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        long alreadyPublished = 0;
        for (LandedFile file : found) {
            LedgerEntry entry = ledger.get(file.path());
            if (entry == null) {
                files.add(file);
            } else if (entry.isUnchanged(file)) {
                alreadyPublished++;
            } else {
                changed.add(file.path());
            }
        }
        return new Batch(files, changed, alreadyPublished, ignored);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Size of the files to read, as stored. */
    public long bytes() {
        return files.stream().mapToLong(LandedFile::size).sum();
    }
}
