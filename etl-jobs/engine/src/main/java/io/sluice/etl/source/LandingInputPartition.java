package io.sluice.etl.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** The files that one task reads, in order. */
record LandingInputPartition(List<FileTask> files) implements InputPartition {
    LandingInputPartition {
        files = List.copyOf(files);
    }

    /**
     * Packs neighbouring files into tasks by the rule of Spark's own file sources, keeping their order so that a task
     * meets few partitions.
     *
     * @param maxBytes a task's bytes, {@code spark.sql.files.maxPartitionBytes}
     * @param openCost bytes that opening a file counts for, {@code spark.sql.files.openCostInBytes}
     */
    static LandingInputPartition[] pack(List<FileTask> files, long maxBytes, long openCost, int parallelism) {
        long total =
                files.stream().mapToLong(task -> task.file().size() + openCost).sum();
        long target = Math.min(maxBytes, Math.max(openCost, total / parallelism));
        List<LandingInputPartition> tasks = new ArrayList<>();
        List<FileTask> task = new ArrayList<>();
        long bytes = 0;
        for (FileTask file : files) {
            if (!task.isEmpty() && bytes + file.file().size() > target) {
                tasks.add(new LandingInputPartition(task));
                task = new ArrayList<>();
                bytes = 0;
            }
            task.add(file);
            bytes += file.file().size() + openCost;
        }
        if (!task.isEmpty()) {
            tasks.add(new LandingInputPartition(task));
        }
        return tasks.toArray(LandingInputPartition[]::new);
    }
}
