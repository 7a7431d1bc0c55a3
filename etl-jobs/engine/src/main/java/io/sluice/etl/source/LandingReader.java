package io.sluice.etl.source;

import io.sluice.etl.model.FilePart;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.Positions;
import io.sluice.etl.model.StepColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;

/** Reads a batch, as rows of content, lineage and {@link io.sluice.etl.model.StepColumns}. */
public final class LandingReader {
    private final SparkSession spark;
    private final JobConfig job;
    private final String runId;
    private final boolean splittable;
    private final Broadcast<SerializableConfiguration> configuration;

    public LandingReader(SparkSession spark, JobConfig job, String runId) {
        this.spark = spark;
        this.job = job;
        this.runId = runId;
        this.splittable = job.landing().format().splittable(job.schema());
        this.configuration = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(spark.sessionState().newHadoopConf()));
    }

    /**
     * Every accepted row, and a summary a task; rejects are written.
     *
     * @param number the place of a file in the order in which files win
     * @param rejectFolder where task attempts write their rejects; null when they are only counted
     */
    public Dataset<Row> all(List<LandedFile> files, ToIntFunction<String> number, String rejectFolder) {
        List<FileTask> tasks = new ArrayList<>();
        for (LandedFile file : files) {
            tasks.addAll(parts(file, number.applyAsInt(file.path()), null));
        }
        return read(tasks, rejectFolder);
    }

    /** Accepted rows less those at the given positions, by file. */
    public Dataset<Row> without(List<LandedFile> files, Map<String, Positions> losers) {
        List<FileTask> tasks = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            tasks.addAll(parts(files.get(i), i, losers.get(files.get(i).path())));
        }
        return read(tasks, null);
    }

    /** A large file in parts where its format lets it be split; whether it is compressed shows when it is opened. */
    private List<FileTask> parts(LandedFile file, int number, Positions drop) {
        long split = spark.sessionState().conf().filesMaxPartitionBytes();
        long count = splittable ? Math.max(1, (file.size() + split - 1) / split) : 1;
        return IntStream.range(0, Math.toIntExact(count))
                .mapToObj(index -> new FileTask(file, number, drop, new FilePart(index, (int) count)))
                .toList();
    }

    /**
     * Puts rows at the given positions, by file, into quarantine as conflicts; gives the summaries of the tasks alone.
     *
     * @param files those that have such rows
     */
    public Dataset<Row> quarantining(List<LandedFile> files, Map<String, Positions> conflicting, String rejectFolder) {
        List<FileTask> tasks = files.stream()
                .flatMap(file -> parts(file, 0, conflicting.get(file.path())).stream())
                .toList();
        return table(tasks, ReadSettings.of(job, runId, rejectFolder).quarantiningDropped())
                .select(StepColumns.SUMMARY)
                .where(functions.col(StepColumns.SUMMARY).isNotNull());
    }

    private Dataset<Row> read(List<FileTask> files, String rejectFolder) {
        return table(files, ReadSettings.of(job, runId, rejectFolder));
    }

    private Dataset<Row> table(List<FileTask> files, ReadSettings readSettings) {
        SQLConf settings = spark.sessionState().conf();
        LandingInputPartition[] tasks = LandingInputPartition.pack(
                files,
                settings.filesMaxPartitionBytes(),
                settings.filesOpenCostInBytes(),
                spark.sparkContext().defaultParallelism());
        LandingTable table = new LandingTable(readSettings, List.of(tasks), configuration);
        DataSourceV2Relation relation =
                DataSourceV2Relation.create(table, Option.empty(), Option.empty(), CaseInsensitiveStringMap.empty());
        return org.apache.spark.sql.classic.Dataset.ofRows(spark, relation);
    }
}
