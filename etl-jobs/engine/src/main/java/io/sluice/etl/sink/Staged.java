package io.sluice.etl.sink;

import io.sluice.etl.model.DataFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run wrote and nobody sees yet.
 *
 * @param filesByPartition complete files, by partition
 * @param keptByFile rows of this run, by the landed file that they came from
 */
public record Staged(Map<String, List<DataFile>> filesByPartition, Map<String, Long> keptByFile) {
    public Staged {
        filesByPartition = Map.copyOf(filesByPartition);
        keptByFile = Map.copyOf(keptByFile);
    }

    public List<DataFile> files(String partition) {
        return filesByPartition.getOrDefault(partition, List.of());
    }

    /** The same with what another write of the run staged. */
    public Staged with(Staged other) {
        Map<String, List<DataFile>> files = new HashMap<>();
        filesByPartition.forEach((partition, list) -> files.put(partition, new ArrayList<>(list)));
        other.filesByPartition.forEach((partition, list) ->
                files.computeIfAbsent(partition, ignored -> new ArrayList<>()).addAll(list));
        Map<String, Long> kept = new HashMap<>(keptByFile);
        other.keptByFile.forEach((file, rows) -> kept.merge(file, rows, Long::sum));
        return new Staged(files, kept);
    }
}
