package io.sluice.etl.source;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** The files, or parts of files, that one task reads, in order. */
record LandingInputPartition(List<FileTask> files) implements InputPartition {
    /** So many tasks a core are enough to keep all cores busy to the end. */
    private static final int TASKS_PER_CORE = 4;

    LandingInputPartition {
        files = List.copyOf(files);
    }

    /**
     * Packs neighbouring files into tasks by the rule of Spark's own file sources, keeping their order so that a task
     * meets few partitions. Where that rule would make many tasks of many small files, they are packed further, as long
     * as a task's bytes allow it.
     */
    static LandingInputPartition[] pack(List<FileTask> files, SplitRule rule) {
        long total =
                files.stream().mapToLong(task -> task.size() + rule.openCost()).sum();
        long target = Math.max(rule.usual(total), total / ((long) rule.parallelism() * TASKS_PER_CORE));
        List<LandingInputPartition> tasks = new ArrayList<>();
        List<FileTask> task = new ArrayList<>();
        long bytes = 0;
        long cost = 0;
        for (FileTask file : files) {
            if (!task.isEmpty() && (cost + file.size() > target || bytes + file.size() > rule.maxBytes())) {
                tasks.add(new LandingInputPartition(task));
                task = new ArrayList<>();
                bytes = 0;
                cost = 0;
            }
            task.add(file);
            bytes += file.size();
            cost += file.size() + rule.openCost();
        }
        if (!task.isEmpty()) {
            tasks.add(new LandingInputPartition(task));
        }
        return tasks.toArray(LandingInputPartition[]::new);
    }
}
