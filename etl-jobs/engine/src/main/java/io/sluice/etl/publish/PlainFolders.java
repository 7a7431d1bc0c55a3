package io.sluice.etl.publish;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folders of a table of layout {@code plain}, which readers list by path.
 *
 * <p>A version is staged elsewhere. Its files are put into the partition's folder, where those that were carried over lie
 * already, and then the files go that are not in it. What is there already is not put again and what is gone is not
 * deleted again, so doing it twice is doing it once. In between a reader sees rows twice: this is not atomic.
 */
public final class PlainFolders implements TableLog {
    private final Configuration configuration;
    private final Carrier carrier;

    /** Makes a file appear in a second place, whole or not at all, and in the stead of another. */
    public interface Carrier {
        void carry(Path from, Path to, Configuration configuration) throws IOException;
    }

    public PlainFolders(Configuration configuration, Carrier carrier) {
        this.configuration = configuration;
        this.carrier = carrier;
    }

    @Override
    public void verifyOwned(TableHistory history) {}

    @Override
    public void verifyCurrent(Collection<String> partitions, TableHistory history) {
        partitions.stream()
                .map(history.partitions()::get)
                .filter(Objects::nonNull)
                .forEach(this::require);
    }

    @Override
    public void commit(Slot slot, TableHistory history) {
        for (Slot.Switch change : slot.switches()) {
            PublishedPartition before = history.partitions().get(change.partition());
            List<DataFile> old = before == null ? List.of() : before.files();
            try {
                replace(change, old);
            } catch (IOException failure) {
                throw SluiceException.failed(
                        "cannot put the files of partition %s into %s: %s. The next run goes on with it"
                                .formatted(change.partition(), change.newLocation(), failure),
                        failure);
            }
        }
    }

    @Override
    public void verifyCommitted(Slot slot) {
        slot.switches().stream().map(Slot.Switch::published).forEach(this::require);
    }

    /** What was staged is in its place, and nobody needs it any more. */
    @Override
    public void closed(Slot slot) {
        for (Slot.Switch change : slot.switches()) {
            try {
                Path staged = new Path(change.staged());
                files(staged).delete(staged, true);
            } catch (IOException failure) {
                throw SluiceException.failed(
                        "cannot delete %s, whose files are published: %s".formatted(change.staged(), failure), failure);
            }
        }
    }

    @Override
    public void undo(Slot slot, TableHistory history) {
        for (Slot.Switch change : slot.switches()) {
            PublishedPartition now = history.partitions().get(change.partition());
            try {
                delete(change.newLocation(), change.files(), names(now.files()));
            } catch (IOException failure) {
                throw SluiceException.failed(
                        "cannot delete outdated files from %s: %s".formatted(change.newLocation(), failure), failure);
            }
        }
    }

    private void replace(Slot.Switch change, List<DataFile> old) throws IOException {
        Path folder = new Path(change.newLocation());
        Map<String, Long> present = present(folder);
        Set<String> strangers = new TreeSet<>(present.keySet());
        strangers.removeAll(names(old));
        strangers.removeAll(names(change.files()));
        if (!strangers.isEmpty()) {
            throw stranger(change.newLocation(), strangers, Set.of());
        }
        files(folder).mkdirs(folder);
        for (DataFile file : change.files()) {
            if (!Objects.equals(present.get(file.name()), file.bytes())) {
                carrier.carry(new Path(change.staged(), file.name()), new Path(folder, file.name()), configuration);
            }
        }
        delete(change.newLocation(), old, names(change.files()));
    }

    private void delete(String location, List<DataFile> files, Set<String> kept) throws IOException {
        Path folder = new Path(location);
        Set<String> present = present(folder).keySet();
        for (DataFile file : files) {
            if (present.contains(file.name()) && !kept.contains(file.name())) {
                files(folder).delete(new Path(folder, file.name()), false);
            }
        }
    }

    private void require(PublishedPartition partition) {
        Map<String, Long> present;
        try {
            present = present(new Path(partition.location()));
        } catch (IOException failure) {
            throw SluiceException.failed("cannot list %s: %s".formatted(partition.location(), failure), failure);
        }
        Set<String> strangers = new TreeSet<>(present.keySet());
        Set<String> missing = new TreeSet<>();
        for (DataFile file : partition.files()) {
            strangers.remove(file.name());
            if (!Objects.equals(present.get(file.name()), file.bytes())) {
                missing.add(file.name());
            }
        }
        if (!strangers.isEmpty() || !missing.isEmpty()) {
            throw stranger(partition.location(), strangers, missing);
        }
    }

    private static SluiceException stranger(String location, Set<String> strangers, Set<String> missing) {
        return SluiceException.unknown(
                "the journal does not know the files %s in %s, and finds %s missing or of another size. Somebody else changed the folder; make it hold what the journal says, then run again"
                        .formatted(strangers, location, missing));
    }

    /** Sizes of the files that readers see, by name. */
    private Map<String, Long> present(Path folder) throws IOException {
        Map<String, Long> sizes = new HashMap<>();
        try {
            for (FileStatus file : files(folder).listStatus(folder)) {
                String name = file.getPath().getName();
                if (!name.startsWith("_") && !name.startsWith(".")) {
                    sizes.put(name, file.getLen());
                }
            }
        } catch (FileNotFoundException absent) {
            return Map.of();
        }
        return sizes;
    }

    private static Set<String> names(List<DataFile> files) {
        return files.stream().map(DataFile::name).collect(Collectors.toCollection(HashSet::new));
    }

    private FileSystem files(Path path) throws IOException {
        return path.getFileSystem(configuration);
    }
}
