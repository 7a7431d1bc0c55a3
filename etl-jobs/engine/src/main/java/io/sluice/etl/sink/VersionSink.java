package io.sluice.etl.sink;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.Positions;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.RowBlock;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.model.Tombstones;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.AppendData;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;

/**
 * Stages the new versions of a run's partitions under {@code <table>/_versions/<run id>/<attempt>}.
 *
 * <p>Each attempt at a run has a folder of its own, so that clearing one away cannot touch what another published.
 */
public final class VersionSink {
    /** A row group or so in memory for every open file. */
    private static final long MAX_ROW_GROUP_BYTES = 64L << 20;

    private final SparkSession spark;
    private final JobConfig job;
    private final String runId;
    private final String root;
    private final String tombstones;
    private final Configuration configuration;

    public VersionSink(SparkSession spark, JobConfig job, String runId) {
        this.spark = spark;
        this.job = job;
        this.runId = runId;
        String attempt = runId + "/" + UUID.randomUUID();
        this.root = job.table().location() + "/_versions/" + attempt;
        this.tombstones = job.table().location() + "/_sluice/tombstones/" + attempt;
        this.configuration = spark.sessionState().newHadoopConf();
    }

    /** Folder of all versions of the run. */
    public String root() {
        return root;
    }

    /** Folder of a partition's version, or of its tombstones, which lie with the table's bookkeeping. */
    public String location(String partition) {
        return Tombstones.is(partition)
                ? PartitionPath.below(tombstones, Tombstones.partition(partition))
                : PartitionPath.below(root, partition);
    }

    /** Where readers will find a partition: its version, or the folder of its own that the layout gives it. */
    public String published(String partition) {
        return plain(partition) ? PartitionPath.below(job.table().location(), partition) : location(partition);
    }

    /** Where a partition's files lie until they are published; null when readers will find them there. */
    public String staged(String partition) {
        return plain(partition) ? location(partition) : null;
    }

    private boolean plain(String partition) {
        return job.table().layout() == JobConfig.Layout.PLAIN && !Tombstones.is(partition);
    }

    /**
     * Writes rows, all of whose partitions get a version.
     *
     * @param rows content, rescued fields and lineage, and {@link StepColumns#PARTITION}
     * @param mixedPartitions how many partitions may follow each other in any order; beyond what a task holds open,
     *     rows are sorted by partition first, so that no file is closed for want of room
     */
    public Staged write(Dataset<Row> rows, int mixedPartitions) {
        return write(rows, null, mixedPartitions);
    }

    /**
     * Writes rows of some partitions.
     *
     * @param partitions those that get a version, rows of others being only counted; null when all do
     */
    public Staged write(Dataset<Row> rows, Set<String> partitions, int mixedPartitions) {
        StructType columns = new StructType(Arrays.stream(rows.schema().fields())
                .filter(field -> !field.name().startsWith("_"))
                .toArray(org.apache.spark.sql.types.StructField[]::new));
        Dataset<Row> ordered = arranged(rows, columns, mixedPartitions > VersionWriter.MAX_OPEN_FILES);
        VersionTable table = new VersionTable(
                ordered.schema(), layout(columns, partitions), kind(columns), forWriters(kind(columns)));
        append(table, ordered);
        return collected(table.committed());
    }

    /**
     * Where the reading pass puts rows by for {@link #write(List, Map, Set)}, below the run's folder of versions; null
     * when the table's files are written from rows only: because they are sorted, or because deletions go elsewhere than
     * their partition says.
     */
    public String blockFolder() {
        return blocks() ? root + "/_blocks" : null;
    }

    private boolean blocks() {
        return job.table().sortBy().isEmpty() && job.dedup().deleteWhen() == null;
    }

    /**
     * Writes rows of some partitions from blocks, which are deleted then.
     *
     * @param blocks all rows of the batch
     * @param losers positions of rows that are left out, by landed file
     * @param partitions those that get a version, rows of others being only counted
     */
    public Staged write(List<RowBlock> blocks, Map<String, Positions> losers, Set<String> partitions)
            throws IOException {
        StructType columns = StructType.fromDDL(job.columnsSql());
        FileKind kind = kind(columns);
        Staged staged = collected(
                new BlockJob(spark, job, layout(columns, partitions), kind, forWriters(kind)).write(blocks, losers));
        discardBlocks();
        return staged;
    }

    /** Removes what the reading pass put by, if it did. */
    public void discardBlocks() throws IOException {
        if (blocks()) {
            fileSystem().delete(new Path(blockFolder()), true);
        }
    }

    private FileKind kind(StructType columns) {
        long rowGroupBytes = Math.min(MAX_ROW_GROUP_BYTES, job.table().targetFileSize());
        return switch (job.table().format().files()) {
            case PARQUET -> new ParquetKind(columns, rowGroupBytes);
            case ORC -> new OrcKind(columns, job.dedup().key(), rowGroupBytes);
        };
    }

    private VersionLayout layout(StructType columns, Set<String> partitions) {
        return new VersionLayout(
                root,
                tombstones,
                runId,
                job.table().targetFileSize(),
                columns,
                partitions == null ? null : new HashSet<>(partitions),
                columns.fieldIndex(Lineage.FILE),
                columns.fieldIndex(Lineage.RUN));
    }

    private Broadcast<SerializableConfiguration> forWriters(FileKind kind) {
        Configuration forWriters = new Configuration(configuration);
        kind.configure(forWriters);
        // Spark's write support reads these from the session, not from the configuration that travels.
        spark.conf().set(SQLConf.PARQUET_REBASE_MODE_IN_WRITE().key(), "CORRECTED");
        return JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(forWriters));
    }

    /**
     * Takes a file of a published version into the new one, undecoded.
     *
     * @return the same file, now also in the new version
     */
    public DataFile carry(PublishedPartition from, DataFile file) throws IOException {
        FileCarrier.carry(
                new Path(from.location(), file.name()),
                new Path(location(from.partition()), file.name()),
                configuration);
        return file;
    }

    /** Deletes whatever lies in the run's folder and is not part of a version: files of failed attempts. */
    public void sweep(Map<String, ? extends Collection<DataFile>> versions) throws IOException {
        FileSystem fileSystem = fileSystem();
        Set<Path> known = new HashSet<>();
        versions.forEach((partition, files) ->
                files.forEach(file -> known.add(fileSystem.makeQualified(new Path(location(partition), file.name())))));
        List<Path> strangers = new ArrayList<>();
        for (Path folder : new Path[] {new Path(root), new Path(tombstones)}) {
            if (fileSystem.exists(folder)) {
                collectStrangers(fileSystem, folder, known, strangers);
            }
        }
        for (Path stranger : strangers) {
            fileSystem.delete(stranger, false);
        }
    }

    /** Makes the folder of each version, so that one without rows is an empty folder and not a missing one. */
    public void ensureFolders(Collection<String> partitions) throws IOException {
        for (String partition : partitions) {
            fileSystem().mkdirs(new Path(location(partition)));
        }
    }

    /** Removes everything that the run staged; only for a run of which nothing is published or prepared. */
    public void discard() throws IOException {
        FileSystem fileSystem = fileSystem();
        for (Path folder : new Path[] {new Path(root), new Path(tombstones)}) {
            Path ofRun = folder.getParent();
            fileSystem.delete(folder, true);
            if (fileSystem.exists(ofRun) && fileSystem.listStatus(ofRun).length == 0) {
                fileSystem.delete(ofRun, false);
            }
        }
    }

    /** Walks by {@code listStatus}: {@code listFiles} starts a process a file on a local file system. */
    private static void collectStrangers(FileSystem fileSystem, Path folder, Set<Path> known, List<Path> strangers)
            throws IOException {
        for (FileStatus status : fileSystem.listStatus(folder)) {
            Path path = fileSystem.makeQualified(status.getPath());
            if (status.isDirectory()) {
                collectStrangers(fileSystem, path, known, strangers);
            } else if (!known.contains(path)) {
                strangers.add(path);
            }
        }
    }

    private Dataset<Row> arranged(Dataset<Row> rows, StructType columns, boolean byPartition) {
        List<Column> selected = new ArrayList<>();
        for (String name : columns.fieldNames()) {
            selected.add(functions.col(name));
        }
        selected.add(functions.col(StepColumns.PARTITION));
        Dataset<Row> arranged = rows.select(selected.toArray(Column[]::new));
        if (job.table().sortBy().isEmpty() && !byPartition) {
            return arranged;
        }
        List<Column> order = new ArrayList<>(List.of(functions.col(StepColumns.PARTITION)));
        job.table().sortBy().forEach(path -> order.add(functions.col(path)));
        return arranged.sortWithinPartitions(order.toArray(Column[]::new));
    }

    private void append(VersionTable table, Dataset<Row> rows) {
        DataSourceV2Relation relation =
                DataSourceV2Relation.create(table, Option.empty(), Option.empty(), CaseInsensitiveStringMap.empty());
        AppendData append = AppendData.byPosition(
                relation,
                ((org.apache.spark.sql.classic.Dataset<Row>) rows).logicalPlan(),
                scala.collection.immutable.Map$.MODULE$.empty());
        spark.sessionState().executePlan(append, CommandExecutionMode.ALL()).assertCommandExecuted();
    }

    private static Staged collected(List<TaskFiles> tasks) {
        Map<String, List<DataFile>> filesByPartition = new TreeMap<>();
        Map<String, Long> keptByFile = new HashMap<>();
        for (TaskFiles task : tasks) {
            for (StagedFile staged : task.files()) {
                filesByPartition
                        .computeIfAbsent(staged.partition(), ignored -> new ArrayList<>())
                        .add(staged.file());
            }
            task.keptByFile().forEach((file, rows) -> keptByFile.merge(file, rows, Long::sum));
        }
        return new Staged(filesByPartition, keptByFile);
    }

    private FileSystem fileSystem() throws IOException {
        return new Path(root).getFileSystem(configuration);
    }
}
