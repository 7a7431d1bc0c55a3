package io.sluice.etl.publish.hive;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.publish.TableCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The statements that make a job's database and table, as both Spark and Hive read them. */
public final class CreateTable {
    private final JobConfig job;

    public CreateTable(JobConfig job) {
        this.job = job;
    }

    /** Creates the database beside its tables. */
    public String databaseStatement() {
        return "CREATE DATABASE IF NOT EXISTS %s LOCATION %s"
                .formatted(
                        job.table().name().database(),
                        literal(job.warehouse() + "/" + job.table().name().database()));
    }

    /** Creates the table; external, because locations of managed tables may be refused to move. */
    public String tableStatement() {
        RecordSchema schema = job.schema();
        List<String> columns = new ArrayList<>();
        for (Column column : schema.columns()) {
            columns.add(column(column.name(), column.type().sql(), column.doc()));
        }
        if (job.unknownFields() == JobConfig.UnknownFields.RESCUE) {
            columns.add(column(Lineage.RESCUED, "string", "Fields that the schema does not know, as JSON."));
        }
        columns.add(column(Lineage.FILE, "string", "Landed file, relative to the landing root."));
        columns.add(column(Lineage.POSITION, "bigint", "Byte offset of the record in the decompressed file."));
        columns.add(column(Lineage.RUN, "string", "Run that wrote the row."));
        return """
                CREATE EXTERNAL TABLE IF NOT EXISTS %s (
                %s)
                COMMENT %s
                PARTITIONED BY (%s)
                STORED AS %s
                LOCATION %s
                TBLPROPERTIES (%s)"""
                .formatted(
                        job.table().name(),
                        columns.stream().map(line -> "  " + line).collect(Collectors.joining(",\n")),
                        literal(schema.doc()),
                        job.table().partitionBy().stream()
                                .map(this::partitionColumn)
                                .collect(Collectors.joining(", ")),
                        job.table().format().label().toUpperCase(Locale.ROOT),
                        literal(job.table().location()),
                        properties().entrySet().stream()
                                .map(entry -> literal(entry.getKey()) + " = " + literal(entry.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(job.table().properties());
        properties.put(TableCatalog.JOB_PROPERTY, job.job());
        properties.put(TableCatalog.SCHEMA_PROPERTY, job.schema().version());
        return properties;
    }

    private String partitionColumn(PartitionField field) {
        return column(
                field.column(),
                job.partitionType(field).sql(),
                "%s of %s".formatted(field.transform().name().toLowerCase(Locale.ROOT), field.from()));
    }

    private static String column(String name, String type, String comment) {
        String column = "`" + name + "` " + type;
        return comment.isEmpty() ? column : column + " COMMENT " + literal(comment);
    }

    private static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
