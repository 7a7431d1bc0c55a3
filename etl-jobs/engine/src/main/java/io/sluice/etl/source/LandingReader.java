package io.sluice.etl.source;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.Positions;
import io.sluice.etl.model.StepColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.functions;
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
    private final Bzip2Files bzip2;

    public LandingReader(SparkSession spark, JobConfig job, String runId) {
        this.spark = spark;
        this.job = job;
        this.runId = runId;
        this.splittable = job.landing().format().splittable(job.schema());
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.configuration = context.broadcast(
                new SerializableConfiguration(spark.sessionState().newHadoopConf()));
        this.bzip2 =
                new Bzip2Files(context, job.landing().format(), job.landing().limits(), configuration);
    }

    /**
     * Every accepted row, and a summary a task; rejects are written.
     *
     * @param number the place of a file in the order in which files win
     * @param rejectFolder where task attempts write their rejects; null when they are only counted
     * @param blockFolder where task attempts put accepted rows by, to be named in the summaries; null when they do not
     */
    public Dataset<Row> all(
            List<LandedFile> files, ToIntFunction<String> number, String rejectFolder, String blockFolder) {
        List<FileTask> wholes = files.stream()
                .map(file -> FileTask.whole(file, number.applyAsInt(file.path()), null))
                .toList();
        return read(wholes, ReadSettings.of(job, runId, rejectFolder, blockFolder));
    }

    /** Accepted rows less those at the given positions, by file. */
    public Dataset<Row> without(List<LandedFile> files, Map<String, Positions> losers) {
        List<FileTask> wholes = new ArrayList<>();
        for (LandedFile file : files) {
            wholes.add(FileTask.whole(file, wholes.size(), losers.get(file.path())));
        }
        return read(wholes, ReadSettings.of(job, runId, null, null));
    }

    /**
     * Puts rows at the given positions, by file, into quarantine as conflicts; gives the summaries of the tasks alone.
     *
     * @param files those that have such rows
     */
    public Dataset<Row> quarantining(List<LandedFile> files, Map<String, Positions> conflicting, String rejectFolder) {
        List<FileTask> wholes = files.stream()
                .map(file -> FileTask.whole(file, 0, conflicting.get(file.path())))
                .toList();
        return read(wholes, ReadSettings.of(job, runId, rejectFolder, null).quarantiningDropped())
                .select(StepColumns.SUMMARY)
                .where(functions.col(StepColumns.SUMMARY).isNotNull());
    }

    private Dataset<Row> read(List<FileTask> wholes, ReadSettings readSettings) {
        LandingTable table = new LandingTable(readSettings, () -> tasks(wholes), configuration);
        DataSourceV2Relation relation =
                DataSourceV2Relation.create(table, Option.empty(), Option.empty(), CaseInsensitiveStringMap.empty());
        return org.apache.spark.sql.classic.Dataset.ofRows(spark, relation);
    }

    private LandingInputPartition[] tasks(List<FileTask> wholes) {
        SplitRule rule =
                SplitRule.of(spark.sessionState().conf(), spark.sparkContext().defaultParallelism());
        return LandingInputPartition.pack(splittable ? parts(wholes, rule) : wholes, rule);
    }

    /** Large files in parts; whether one is compressed otherwise than in bzip2 shows when it is opened. */
    private List<FileTask> parts(List<FileTask> wholes, SplitRule rule) {
        FileParts parts = new FileParts(
                rule.maxBytes(),
                bzip2.measure(wholes.stream().map(FileTask::file).toList(), rule));
        return wholes.stream().flatMap(whole -> parts.of(whole).stream()).toList();
    }
}
