package io.sluice.etl.dedup;

import io.sluice.etl.model.Beaten;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.Positions;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.model.TaskSummary;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Decides by narrow rows: one shuffle of the batch, kept by Spark between the two questions asked of it.
 *
 * <p>First {@link #summaries()} reads the landing and shuffles its narrow rows; the summaries tell which partitions are
 * affected. Then {@link #decide} adds the narrow rows of those published partitions and decides every window, without
 * reading the landing again.
 */
public final class NarrowPlan {
    /** The name of this plan in configuration and reports. */
    public static final String NAME = "narrow";

    /** Landed bytes whose narrow rows make one partition of the shuffle. */
    private static final long LANDED_BYTES_A_PARTITION = 256L << 20;

    private final SparkSession spark;
    private final FileNumbers numbers;
    private final PublishedRows published;
    private final NarrowEncoder encoder;
    private final WindowPartitioner partitioner;
    private final JavaPairRDD<byte[], Void> batch;

    /**
     * Plans the decision; nothing is read yet.
     *
     * @param landing the batch, with {@link StepColumns} and summaries
     * @param landedBytes size of the batch as stored
     */
    public NarrowPlan(
            SparkSession spark,
            JobConfig job,
            FileNumbers numbers,
            PublishedRows published,
            Dataset<Row> landing,
            long landedBytes) {
        this.spark = spark;
        this.numbers = numbers;
        this.published = published;
        this.encoder =
                new NarrowEncoder(job.dedup(), StructType.fromDDL(job.schema().sql()));
        int parallelism = spark.sparkContext().defaultParallelism();
        this.partitioner =
                new WindowPartitioner((int) Math.max(parallelism, landedBytes / LANDED_BYTES_A_PARTITION + 1));
        this.batch = shuffled(narrowBatch(landing));
    }

    /** Reads the landing and returns what its tasks counted. */
    public List<TaskSummary> summaries() {
        int[] lastPartition = {partitioner.summaries()};
        return batch.collectPartitions(lastPartition)[0].stream()
                .map(row -> TaskSummary.fromBytes(NarrowRow.summarized(row._1())))
                .toList();
    }

    /** Decides every window of the batch against the published partitions that it touches. */
    public Decision decide(List<PublishedPartition> affected) {
        List<Decision.DataFileKey> dataFiles = new ArrayList<>();
        Map<String, Integer> dataFileNumbers = new HashMap<>();
        for (PublishedPartition partition : affected) {
            for (DataFile file : partition.files()) {
                dataFileNumbers.put(file.name(), dataFiles.size());
                dataFiles.add(new Decision.DataFileKey(partition.partition(), file.name()));
            }
        }
        JavaRDD<PartialDecision> decisions = dataFiles.isEmpty()
                ? batch.mapPartitions(rows -> one(WindowDecider.decide(keys(rows), Collections.emptyIterator())))
                : batch.zipPartitions(
                        shuffled(narrowPublished(affected, dataFileNumbers, dataFiles)),
                        (rows, others) -> one(WindowDecider.decide(keys(rows), keys(others))));
        PartialDecision sum = new PartialDecision();
        int[] windows = IntStream.range(0, partitioner.summaries()).toArray();
        for (List<PartialDecision> partial : decisions.collectPartitions(windows)) {
            partial.forEach(sum::add);
        }
        return named(sum, dataFiles);
    }

    private JavaPairRDD<byte[], Void> narrowBatch(Dataset<Row> landing) {
        StructType columns = landing.schema();
        int partition = columns.fieldIndex(StepColumns.PARTITION);
        int file = columns.fieldIndex(StepColumns.FILE_NUMBER);
        int position = columns.fieldIndex(Lineage.POSITION);
        int summary = columns.fieldIndex(StepColumns.SUMMARY);
        NarrowEncoder narrow = encoder;
        return internalRows(landing).mapToPair(row -> {
            byte[] bytes = row.isNullAt(summary)
                    ? narrow.encode(
                            row,
                            row.getUTF8String(partition).getBytes(),
                            row.getInt(file),
                            row.getLong(position),
                            NarrowRow.IN_BATCH)
                    : NarrowRow.summary(row.getBinary(summary));
            return new Tuple2<>(bytes, null);
        });
    }

    private JavaPairRDD<byte[], Void> narrowPublished(
            List<PublishedPartition> partitions,
            Map<String, Integer> dataFileNumbers,
            List<Decision.DataFileKey> dataFiles) {
        Dataset<Row> rows = published.withDataFile(partitions, dataFileNumbers);
        StructType columns = rows.schema();
        int file = columns.fieldIndex(Lineage.FILE);
        int position = columns.fieldIndex(Lineage.POSITION);
        BitSet readAgain = numbers.inBatch();
        int dataFile = columns.fieldIndex(StepColumns.FILE_NUMBER);
        NarrowEncoder narrow = encoder;
        FileNumbers order = numbers;
        ArrayList<byte[]> partitionOfDataFile = new ArrayList<>();
        dataFiles.forEach(
                key -> partitionOfDataFile.add(key.partition().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return internalRows(rows).mapToPair(row -> {
            int number = row.getInt(dataFile);
            int landedFile = order.of(row.getUTF8String(file).toString());
            byte[] bytes = narrow.encode(
                    row,
                    partitionOfDataFile.get(number),
                    landedFile,
                    row.getLong(position),
                    readAgain.get(landedFile) ? NarrowRow.replaced(number) : number);
            return new Tuple2<>(bytes, null);
        });
    }

    private JavaPairRDD<byte[], Void> shuffled(JavaPairRDD<byte[], Void> rows) {
        JavaPairRDD<byte[], Void> shuffled = rows.repartitionAndSortWithinPartitions(partitioner, new UnsignedBytes());
        if (shuffled.rdd() instanceof ShuffledRDD<?, ?, ?> exchange) {
            exchange.setSerializer(new KryoSerializer(spark.sparkContext().conf()));
        }
        return shuffled;
    }

    private static JavaRDD<InternalRow> internalRows(Dataset<Row> rows) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .toRdd()
                .toJavaRDD();
    }

    private static Iterator<byte[]> keys(Iterator<Tuple2<byte[], Void>> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public byte[] next() {
                return rows.next()._1();
            }
        };
    }

    private static Iterator<PartialDecision> one(PartialDecision decision) {
        return List.of(decision).iterator();
    }

    private Decision named(PartialDecision sum, List<Decision.DataFileKey> dataFiles) {
        List<Beaten> beaten = sum.beaten().stream()
                .map(pair -> new Beaten(numbers.path(pair.loser()), numbers.path(pair.winner())))
                .sorted(Comparator.comparing(Beaten::loser).thenComparing(Beaten::winner))
                .toList();
        return new Decision(
                byPath(sum.losers()),
                Map.copyOf(sum.losersByPartition()),
                byPath(sum.superseded()),
                byName(sum.supersededByDataFile(), dataFiles),
                byName(sum.replacedByDataFile(), dataFiles),
                Map.copyOf(sum.unchangedByPartition()),
                sum.duplicatesInBatch(),
                sum.duplicatesOfExisting(),
                sum.conflicts(),
                beaten);
    }

    private static Map<Decision.DataFileKey, Long> byName(
            Map<Integer, Long> byNumber, List<Decision.DataFileKey> dataFiles) {
        return byNumber.entrySet().stream()
                .collect(Collectors.toMap(entry -> dataFiles.get(entry.getKey()), Map.Entry::getValue));
    }

    private Map<String, Positions> byPath(Map<Integer, PositionSet> byNumber) {
        Map<String, Positions> byPath = new HashMap<>();
        byNumber.forEach((number, positions) -> byPath.put(numbers.path(number), positions));
        return byPath;
    }

    /** Byte arrays in unsigned order. */
    private static final class UnsignedBytes implements Comparator<byte[]>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(byte[] left, byte[] right) {
            return Arrays.compareUnsigned(left, right);
        }
    }
}
