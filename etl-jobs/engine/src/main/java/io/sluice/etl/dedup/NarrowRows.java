package io.sluice.etl.dedup;

import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.StepColumns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads the batch and published files as narrow rows. */
final class NarrowRows {
    private final Dedup dedup;
    private final StructType content;
    private final Deletes deletes;
    private final PublishedRows published;
    private final Broadcast<FileNumbers> numbers;
    private final KeyText text;

    NarrowRows(SparkSession spark, JobConfig job, FileNumbers numbers, PublishedRows published) {
        this.dedup = job.dedup();
        this.content = content(job);
        this.deletes = new Deletes(job);
        this.published = published;
        this.numbers = JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(numbers);
        this.text = new KeyText(job.dedup(), content);
    }

    /** Makes evidence of verdicts over these rows. */
    EvidenceRows evidence(String runId) {
        return new EvidenceRows(text, numbers, runId, dedup.evidence() == Dedup.Evidence.CONFLICTS);
    }

    /** What is compared of a record: its columns, and what it has of unknown fields where they are rescued. */
    static StructType content(JobConfig job) {
        StructType columns = StructType.fromDDL(job.schema().sql());
        return job.unknownFields() == JobConfig.UnknownFields.RESCUE
                ? columns.add(Lineage.RESCUED, DataTypes.StringType)
                : columns;
    }

    /**
     * The batch, and what its tasks counted.
     *
     * @param decided whether rows can lose at all; else only what was counted is read
     */
    JavaRDD<byte[]> landed(Dataset<Row> landing, boolean decided) {
        Dataset<Row> rows = decided ? deletes.flagged(landing) : landing.select(StepColumns.SUMMARY);
        LandedRows narrow = new LandedRows(dedup, rows.schema(), decided ? content : null);
        return SourceRows.of(rows).mapPartitions(narrow::of);
    }

    /**
     * Published rows. Their content is read for the hash alone, so only where somebody needs it.
     *
     * @param dataFiles all that are read, in the order of their numbers
     * @param hashed whether the rows of a data file have to be hashed
     * @param batch leaves out keys that the batch does not hold; null when all are wanted
     */
    JavaRDD<byte[]> published(
            List<PublishedPartition> partitions,
            List<Decision.DataFileKey> dataFiles,
            IntPredicate hashed,
            KeyFilter batch) {
        DataFileNumbers files = new DataFileNumbers(dataFiles);
        List<PublishedPartition> narrow = chosen(partitions, name -> !hashed.test(files.of(name)));
        List<PublishedPartition> whole = chosen(partitions, name -> hashed.test(files.of(name)));
        if (whole.isEmpty()) {
            return encoded(published.columns(narrow, paths()), null, files, batch);
        }
        JavaRDD<byte[]> rows = encoded(published.whole(whole), content, files, batch);
        return narrow.isEmpty() ? rows : rows.union(encoded(published.columns(narrow, paths()), null, files, batch));
    }

    private List<String> paths() {
        Set<String> paths = new LinkedHashSet<>(dedup.key());
        paths.addAll(dedup.orderBy());
        return List.copyOf(paths);
    }

    private JavaRDD<byte[]> encoded(
            PublishedScan scan, StructType hashedContent, DataFileNumbers files, KeyFilter batch) {
        return DataFileRows.of(scan, dedup, hashedContent, files, numbers, batch);
    }

    private static List<PublishedPartition> chosen(List<PublishedPartition> partitions, Predicate<String> name) {
        List<PublishedPartition> chosen = new ArrayList<>();
        for (PublishedPartition partition : partitions) {
            List<DataFile> files = partition.files().stream()
                    .filter(file -> name.test(file.name()))
                    .toList();
            if (!files.isEmpty()) {
                chosen.add(new PublishedPartition(partition.partition(), partition.location(), files));
            }
        }
        return chosen;
    }
}
