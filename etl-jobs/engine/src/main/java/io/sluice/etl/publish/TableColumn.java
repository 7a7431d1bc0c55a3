package io.sluice.etl.publish;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PartitionField;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A column as a table shows it.
 *
 * @param type as both Spark and Hive write it in DDL
 * @param comment empty when there is none
 */
public record TableColumn(String name, String type, String comment) {
    private static final Map<String, String> OURS = Map.of(
            Lineage.RESCUED, "Fields that the schema does not know, as JSON.",
            Lineage.FILE, "Landed file, relative to the landing root.",
            Lineage.POSITION, "Byte offset of the record in the decompressed file.",
            Lineage.RUN, "Run that wrote the row.");

    /** The columns of a job's files, in order. */
    public static List<TableColumn> ofFiles(JobConfig job) {
        Map<String, String> comments = new HashMap<>(OURS);
        job.schema().columns().forEach(column -> comments.put(column.name(), column.doc()));
        return job.columnTypes().entrySet().stream()
                .map(column ->
                        new TableColumn(column.getKey(), column.getValue(), comments.getOrDefault(column.getKey(), "")))
                .toList();
    }

    /** The columns that partitions are named by, in order. */
    public static List<TableColumn> ofPartitions(JobConfig job) {
        return job.table().partitionBy().stream()
                .map(field ->
                        new TableColumn(field.column(), job.partitionType(field).sql(), origin(field)))
                .toList();
    }

    private static String origin(PartitionField field) {
        return "%s of %s".formatted(field.transform().name().toLowerCase(Locale.ROOT), field.from());
    }
}
