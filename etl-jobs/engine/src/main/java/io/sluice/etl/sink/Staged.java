package io.sluice.etl.sink;

import io.sluice.etl.model.DataFile;
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
}
