package io.sluice.etl.publish;

import io.sluice.etl.model.Slot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What runs left in the table of duplicates, a folder a run, and how it goes when it is old.
 *
 * <p>Partitions leave the catalogue before their files go, so no reader is sent to files that are not there. Whoever dies
 * in between leaves a folder, by which the next one sees that there is something left to do.
 */
public final class EvidenceFolders {
    private final Path root;
    private final TableCatalog duplicates;
    private final Configuration configuration;

    /** @param duplicates where readers look up the table of duplicates */
    public EvidenceFolders(String tableLocation, TableCatalog duplicates, Configuration configuration) {
        this.root = new Path(tableLocation + "/_sluice/duplicates/_versions");
        this.duplicates = duplicates;
        this.configuration = configuration;
    }

    /** Those of some slots whose evidence has not been deleted, in their order. */
    public List<Slot> kept(List<Slot> slots) throws IOException {
        Set<String> runs = new HashSet<>();
        folders().forEach(folder -> runs.add(folder.getName()));
        return slots.stream().filter(slot -> runs.contains(slot.runId())).toList();
    }

    /**
     * Deletes the evidence of runs that prepared their slots before a time.
     *
     * @param closed slots of the journal; what a slot that is not among them needs stays
     * @param dryRun count only
     * @return of how many runs
     */
    public long expire(List<Slot> closed, Instant before, boolean dryRun) throws IOException {
        Map<String, Slot> byRun = new HashMap<>();
        closed.stream()
                .filter(slot -> Instant.parse(slot.preparedAt()).isBefore(before))
                .forEach(slot -> byRun.put(slot.runId(), slot));
        long runs = 0;
        for (Path folder : folders()) {
            Slot slot = byRun.get(folder.getName());
            if (slot != null) {
                runs++;
                if (!dryRun) {
                    forget(slot);
                    files().delete(folder, true);
                }
            }
        }
        return runs;
    }

    /** Leaves partitions alone that lie somewhere else by now. */
    private void forget(Slot slot) {
        Map<String, String> evidence = new HashMap<>();
        slot.aside().duplicates().forEach(addition -> evidence.put(addition.partition(), addition.newLocation()));
        Set<String> found = new TreeSet<>();
        duplicates.locations(evidence.keySet()).forEach((partition, location) -> {
            if (Locations.same(location, evidence.get(partition))) {
                found.add(partition);
            }
        });
        if (!found.isEmpty()) {
            duplicates.drop(found);
        }
    }

    private List<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>();
        try {
            for (FileStatus run : files().listStatus(root)) {
                folders.add(run.getPath());
            }
        } catch (FileNotFoundException none) {
            return List.of();
        }
        return folders;
    }

    private FileSystem files() throws IOException {
        return root.getFileSystem(configuration);
    }
}
