package io.sluice.etl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The landed files that a run reads, and those in range that it does not.
 *
 * @param files new files and those to read again, in the order in which they win
 * @param replaced paths of files that were published before and are read again
 * @param alreadyPublished how many files were published as they are
 * @param ignored how many in-progress and bookkeeping files lie in range
 * @param rejoined how many files are read again because a file that beat them is
 */
public record Batch(List<LandedFile> files, Set<String> replaced, long alreadyPublished, long ignored, long rejoined) {
    public Batch {
        files = List.copyOf(files);
        replaced = Set.copyOf(replaced);
    }

    /**
     * Sorts what was found in the landing by what the ledger remembers.
     *
     * @param found in the order in which they win
     * @param readAgain whether a file is read although it was published as it is
     */
    public static Batch of(
            List<LandedFile> found, long ignored, Map<String, LedgerEntry> ledger, Predicate<String> readAgain) {
        List<LandedFile> files = new ArrayList<>();
        Set<String> replaced = new TreeSet<>();
        long alreadyPublished = 0;
        for (LandedFile file : found) {
            LedgerEntry entry = ledger.get(file.path());
            if (entry != null && entry.isUnchanged(file) && !readAgain.test(file.path())) {
                alreadyPublished++;
                continue;
            }
            files.add(file);
            if (entry != null) {
                replaced.add(file.path());
            }
        }
        return new Batch(files, replaced, alreadyPublished, ignored, 0);
    }

    /** The same batch, knowing how many of its files are read again because of others. */
    public Batch withRejoined(long files) {
        return new Batch(this.files, replaced, alreadyPublished, ignored, files);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** Paths of the files to read. */
    public Set<String> paths() {
        return files.stream().map(LandedFile::path).collect(Collectors.toSet());
    }

    /** Size of the files to read, as stored. */
    public long bytes() {
        return files.stream().mapToLong(LandedFile::size).sum();
    }
}
