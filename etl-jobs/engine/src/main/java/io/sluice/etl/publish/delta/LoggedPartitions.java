package io.sluice.etl.publish.delta;

import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.SluiceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that a Delta log names in some partitions, to be held against those of the journal.
 *
 * @param table the table's location
 * @param places where the files of a partition lie, by partition; one without files is absent
 */
record LoggedPartitions(String table, Map<String, Set<String>> places) {

    /** Whether a partition holds what was published, or nothing where that is null. */
    boolean holds(String partition, PublishedPartition published) {
        return logged(partition).equals(journaled(published));
    }

    /**
     * Makes sure that each of the partitions holds what was published.
     *
     * @throws SluiceException of outcome {@code unknown} when one does not
     */
    void require(Collection<String> partitions, Map<String, PublishedPartition> published) {
        for (String partition : partitions) {
            if (!holds(partition, published.get(partition))) {
                throw stranger(partition, logged(partition), journaled(published.get(partition)));
            }
        }
    }

    private Set<String> logged(String partition) {
        return places.getOrDefault(partition, Set.of());
    }

    private static Set<String> journaled(PublishedPartition published) {
        return published == null ? Set.of() : Set.copyOf(DeltaFiles.places(published));
    }

    private SluiceException stranger(String partition, Set<String> logged, Set<String> journaled) {
        List<String> differences = new ArrayList<>();
        tell("missing", journaled, logged, differences);
        tell("unknown", logged, journaled, differences);
        return SluiceException.unknown(
                "partition %s of the Delta table in %s holds %d files, and the journal expects %d: %s. Somebody else changed it. DESCRIBE HISTORY delta.`%s` says who; go back with RESTORE TABLE delta.`%s` TO VERSION AS OF the last version whose userMetadata names a run of Sluice, then run again"
                        .formatted(
                                partition,
                                table,
                                logged.size(),
                                journaled.size(),
                                String.join(" and ", differences),
                                table,
                                table));
    }

    private static void tell(String what, Set<String> these, Set<String> those, List<String> differences) {
        TreeSet<String> only = new TreeSet<>(these);
        only.removeAll(those);
        if (!only.isEmpty()) {
            differences.add("%d %s, such as %s".formatted(only.size(), what, only.first()));
        }
    }
}
