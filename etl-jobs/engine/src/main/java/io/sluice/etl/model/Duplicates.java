package io.sluice.etl.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The table of duplicates of a job's table, {@code <table>__duplicates}: a row for each delivery that lost, with the
 * delivery that it lost to. The lineage columns are those of the loser.
 *
 * <p>Its partitions are those of the table, all as texts, and within them one a run, so that a run only adds.
 */
public final class Duplicates {
    public static final String KEY = "key";
    public static final String REASON = "reason";
    public static final String CONTENT_EQUAL = "content_equal";
    public static final String WINNER_FILE = "winner_file";
    public static final String WINNER_POSITION = "winner_position";
    /** The partition column that is the run. */
    public static final String RUN = "run";

    private static final String SUFFIX = "__duplicates";

    /** Why a delivery is no row of the table. */
    public enum Reason {
        /** It lost to a delivery of its own run. */
        DUPLICATE_IN_BATCH,
        /** It lost to a row that was published before. */
        DUPLICATE_OF_EXISTING,
        /** It was a row until it lost to a later delivery. */
        SUPERSEDED,
        /** It lost to a deletion. */
        DELETED,
        /** It is a deletion. */
        DELETION
    }

    private Duplicates() {}

    /** The job of a table, as if it wrote the table's duplicates. */
    public static JobConfig of(JobConfig job) {
        JobConfig.Table table = job.table();
        List<PartitionField> partitions = new ArrayList<>();
        table.partitionBy().forEach(field -> partitions.add(text(field.column())));
        partitions.add(text(RUN));
        JobConfig.Format format =
                table.format().files() == JobConfig.FileFormat.ORC ? JobConfig.Format.ORC : JobConfig.Format.PARQUET;
        return new JobConfig(
                job.job(),
                job.file(),
                job.warehouse(),
                job.landing(),
                schema(table.name()),
                JobConfig.UnknownFields.DROP,
                Dedup.byKey(List.of(KEY), Dedup.Keep.LATEST, List.of()),
                new JobConfig.Table(
                        new JobConfig.TableName(
                                table.name().database(), table.name().table() + SUFFIX),
                        table.location() + "/_sluice/duplicates",
                        format,
                        JobConfig.Layout.VERSIONED,
                        partitions,
                        table.timeZone(),
                        List.of(),
                        table.targetFileSize(),
                        Map.of()),
                job.late(),
                job.audit(),
                job.quarantine(),
                job.metastore(),
                job.lease(),
                job.spark());
    }

    /** The partition of a run's duplicates in a partition of the table. */
    public static String partition(String partition, String runId) {
        String run = PartitionPath.segment(RUN, runId);
        return partition.isEmpty() ? run : partition + "/" + run;
    }

    private static RecordSchema schema(JobConfig.TableName table) {
        ColumnType text = new ColumnType.Text();
        return new RecordSchema(
                "sluice/duplicates/v1",
                "sluice.Duplicate",
                "Deliveries that are no row of " + table + ", and whom they lost to.",
                "sluice/duplicates/v1",
                List.of(
                        column(KEY, text, "The key; of several columns a JSON array, of content its digest."),
                        column(
                                REASON,
                                text,
                                "duplicate_in_batch, duplicate_of_existing, superseded, deleted, deletion"),
                        column(CONTENT_EQUAL, new ColumnType.Bool(), "Whether loser and winner have the same content."),
                        column(WINNER_FILE, text, "The landed file of the winner."),
                        column(WINNER_POSITION, new ColumnType.Int64(), "The winner's place in that file.")));
    }

    private static Column column(String name, ColumnType type, String doc) {
        return new Column(name, type, true, null, doc, Column.Json.named(name));
    }

    /** A partition column that is a text, whatever the table's is. */
    private static PartitionField text(String column) {
        return new PartitionField(column, PartitionField.LANDING_DATE, PartitionField.Transform.IDENTITY);
    }
}
