package io.sluice.etl.sink;

import io.sluice.etl.block.BlockShape;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Positions;
import io.sluice.etl.model.RowBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Writes the blocks of a run in parallel. */
final class BlockJob {
    /** What columns of a whole file make of the content of blocks; events become a quarter. */
    private static final double CONTENT_TO_FILE = 5.0;
    /** So many tasks a core even out what differs in their size. */
    private static final int TASKS_A_CORE = 4;

    private final SparkSession spark;
    private final ArrayList<ColumnType> types = new ArrayList<>();
    private final VersionLayout layout;
    private final FileKind kind;
    private final Broadcast<SerializableConfiguration> configuration;

    BlockJob(
            SparkSession spark,
            JobConfig job,
            VersionLayout layout,
            FileKind kind,
            Broadcast<SerializableConfiguration> configuration) {
        this.spark = spark;
        this.layout = layout;
        this.kind = kind;
        this.configuration = configuration;
        job.schema().columns().forEach(column -> types.add(column.type()));
        if (job.unknownFields() == JobConfig.UnknownFields.RESCUE) {
            types.add(new ColumnType.Text());
        }
    }

    /** What the tasks of the write returned, one each. */
    List<TaskFiles> write(List<RowBlock> blocks, Map<String, Positions> losers) {
        int parallelism = spark.sparkContext().defaultParallelism();
        List<BlockTask> tasks = BlockTask.plan(
                blocks, losers, (long) (layout.targetFileSize() * CONTENT_TO_FILE), parallelism * TASKS_A_CORE);
        if (tasks.isEmpty()) {
            return List.of();
        }
        VersionLayout toLayout = layout;
        FileKind ofKind = kind;
        ArrayList<ColumnType> ofTypes = types;
        Broadcast<SerializableConfiguration> settings = configuration;
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(tasks, tasks.size())
                .map(task ->
                        write(task, toLayout, ofKind, ofTypes, settings.value().value()))
                .collect();
    }

    private static TaskFiles write(
            BlockTask task, VersionLayout layout, FileKind kind, List<ColumnType> types, Configuration configuration)
            throws IOException {
        TaskContext context = TaskContext.get();
        BlockShape shape = new BlockShape(types);
        try (BlockWriter writer = new BlockWriter(
                layout,
                kind.blockFiles(shape, layout.runId(), configuration),
                shape,
                context.partitionId(),
                context.taskAttemptId(),
                configuration)) {
            return writer.write(task);
        }
    }
}
