package io.sluice.etl.dedup;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.OffsetRange;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.model.TaskSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.executor.ShuffleReadMetrics;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Decides which rows stay, by narrow rows alone.
 *
 * <p>First {@link #summaries()} reads the landing; the summaries tell which partitions are touched. Then {@link #decide}
 * adds the narrow rows of published partitions and decides every key, without reading the landing again. How many those
 * are is known only then, so the plan of a small batch is settled there.
 */
public final class DedupPlan implements AutoCloseable {
    private final SparkSession spark;
    /**
     * Rows of a batch up to which the positions of losers pass through the driver: at most some hundred MiB, if all of
     * them lose.
     */
    static final long MOST_THROUGH_DRIVER = 50_000_000;

    /** Stored bytes; a row of a few numbers and short texts has some dozen. */
    private static final long NARROW_BYTES_A_ROW = 64;

    private final JobConfig job;
    private final FileNumbers numbers;
    private final boolean replacing;
    private final boolean decided;
    private final NarrowRows rows;
    private final Grouping read;
    private final long mostThroughDriver;
    private List<byte[]> wrapped;
    private Grouping grouping;
    private JavaRDD<byte[]> grouped;
    private Places places;
    private KeyFilter filter;

    /**
     * Plans the decision; nothing is read yet.
     *
     * @param landing the batch, with {@link StepColumns} and summaries
     * @param landedBytes size of the batch as stored
     * @param replacing whether files of the batch were published before
     * @param choice by what is known before the batch is read
     */
    public DedupPlan(
            SparkSession spark,
            JobConfig job,
            FileNumbers numbers,
            PublishedRows published,
            Dataset<Row> landing,
            long landedBytes,
            boolean replacing,
            PlanChoice choice) {
        this(spark, job, numbers, published, landing, landedBytes, replacing, choice, MOST_THROUGH_DRIVER);
    }

    DedupPlan(
            SparkSession spark,
            JobConfig job,
            FileNumbers numbers,
            PublishedRows published,
            Dataset<Row> landing,
            long landedBytes,
            boolean replacing,
            PlanChoice choice,
            long mostThroughDriver) {
        this.mostThroughDriver = mostThroughDriver;
        this.spark = spark;
        this.job = job;
        this.numbers = numbers;
        this.replacing = replacing;
        this.decided = job.dedup().strategy() != Dedup.Strategy.NONE || replacing;
        this.rows = new NarrowRows(spark, job, numbers, published);
        JavaRDD<byte[]> landed = rows.landed(landing, decided);
        this.read = choice.plan() == Dedup.Plan.GROUP_BY
                ? new SqlGroups(spark, landed)
                : SortedShuffle.ofLanding(spark, landed, landedBytes);
    }

    /** Reads the landing and returns what its tasks counted. */
    public List<TaskSummary> summaries() {
        wrapped = read.wrapped();
        return wrapped.stream()
                .filter(NarrowRow::isSummary)
                .map(row -> TaskSummary.fromBytes(NarrowRow.unwrapped(row)))
                .toList();
    }

    /** The offsets that the batch holds, after {@link #summaries()}; none where offsets do not count. */
    public List<OffsetRange> offsets() {
        OffsetsSeen seen = new OffsetsSeen();
        wrapped.stream().filter(row -> !NarrowRow.isSummary(row)).forEach(row -> seen.addAll(NarrowRow.unwrapped(row)));
        return seen.ranges();
    }

    /**
     * Decides every key of the batch against published partitions.
     *
     * @param choice by all rows that come together
     * @param batch how many rows of the batch belong to each partition
     * @param existing published partitions, and tombstones, in the window of those
     * @param folder where the positions of losers are written when they are too many for the driver; null when nobody
     *     will ask for them
     */
    public Decision decide(
            PlanChoice choice, Map<String, Long> batch, List<PublishedPartition> existing, String folder) {
        grouping = read.turned(choice.plan(), choice.estimatedBytes());
        List<Decision.DataFileKey> dataFiles = new ArrayList<>();
        for (PublishedPartition partition : existing) {
            for (DataFile file : partition.files()) {
                dataFiles.add(new Decision.DataFileKey(partition.partition(), file.name()));
            }
        }
        if (!decided) {
            return new PartialDecision(wanted(true)).named(numbers, dataFiles, null);
        }
        places = Places.of(new PartitionDays(job), batch.keySet(), dataFiles);
        long batchRows = batch.values().stream().mapToLong(Long::longValue).sum();
        boolean throughDriver = batchRows <= mostThroughDriver;
        filter = filter(batchRows, existing);
        boolean content = job.dedup().strategy() == Dedup.Strategy.DISTINCT || narrow(existing);
        PartialDecision decision = decide(existing, dataFiles, content ? null : Set.of(), throughDriver);
        Set<Integer> unhashed = decision.unhashed();
        if (!unhashed.isEmpty()) {
            // Now it is known whose content has to be compared, and only that is read.
            PartialDecision exact = decide(existing, dataFiles, unhashed, throughDriver);
            exact.shuffled(decision.shuffledBytes());
            decision = exact;
        }
        return throughDriver
                ? decision.named(numbers, dataFiles, null)
                : decision.named(numbers, dataFiles, pastDriver(folder));
    }

    /** Whether rows are so narrow that reading them whole costs less than reading some of their columns twice. */
    private static boolean narrow(List<PublishedPartition> existing) {
        return files(existing).mapToLong(DataFile::bytes).sum()
                <= NARROW_BYTES_A_ROW
                        * files(existing).mapToLong(DataFile::rows).sum();
    }

    private static Stream<DataFile> files(List<PublishedPartition> partitions) {
        return partitions.stream().flatMap(partition -> partition.files().stream());
    }

    private LosersFolder pastDriver(String path) {
        LosersFolder folder = new LosersFolder(
                path,
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .broadcast(new SerializableConfiguration(
                                spark.sparkContext().hadoopConfiguration())));
        if (path != null) {
            folder.write(decisions(true), spark.sparkContext().defaultParallelism());
        }
        return folder;
    }

    private PartialDecision.Wanted wanted(boolean positions) {
        return new PartialDecision.Wanted(positions, job.dedup().conflicts() == Dedup.Conflicts.QUARANTINE);
    }

    /**
     * The rows of the table of duplicates, after {@link #decide}: {@link io.sluice.etl.model.Duplicates}, and the
     * partition that each goes to. They are made by the tasks that hold the narrow rows, and pass through no other place.
     */
    public Dataset<Row> evidence(String runId) {
        Dedup.Lookback lookback = job.dedup().lookback();
        Places known = places;
        EvidenceRows evidence = rows.evidence(runId);
        return spark.createDataFrame(
                grouped.mapPartitions(keys -> evidence.of(new Verdicts(keys, lookback, known))), EvidenceRows.COLUMNS);
    }

    @Override
    public void close() {
        read.close();
    }

    /** Rows of files that are read again are wanted whatever their key is. */
    private KeyFilter filter(long batchRows, List<PublishedPartition> existing) {
        long publishedRows = files(existing).mapToLong(DataFile::rows).sum();
        return !replacing && KeyFilter.pays(batchRows, publishedRows)
                ? KeyFilter.of(grouping.batch(), batchRows)
                : null;
    }

    /** @param hashed data files whose rows have to be hashed; null for all */
    private PartialDecision decide(
            List<PublishedPartition> existing,
            List<Decision.DataFileKey> dataFiles,
            Set<Integer> hashed,
            boolean positions) {
        JavaRDD<byte[]> published = dataFiles.isEmpty()
                ? null
                : rows.published(existing, dataFiles, number -> hashed == null || hashed.contains(number), filter);
        grouped = grouping.grouped(published);
        PartialDecision sum = new PartialDecision(wanted(positions));
        decisions(positions).collect().forEach(sum::add);
        return sum;
    }

    /** What each task decides about the keys that it holds. */
    private JavaRDD<PartialDecision> decisions(boolean positions) {
        Dedup.Lookback lookback = job.dedup().lookback();
        PartialDecision.Wanted wanted = wanted(positions);
        Places known = places;
        return grouped.mapPartitions(keys -> {
            PartialDecision partial = PartialDecision.of(new Verdicts(keys, lookback, known), wanted);
            ShuffleReadMetrics fetched = TaskContext.get().taskMetrics().shuffleReadMetrics();
            partial.shuffled(fetched.localBytesRead() + fetched.remoteBytesRead());
            return List.of(partial).iterator();
        });
    }
}
