package io.sluice.etl.publish.hive;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.TableColumn;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The statements that make a job's database and table, as both Spark and Hive read them. */
public final class CreateTable {
    private static final Pattern NESTED_NAME = Pattern.compile("([a-z][a-z0-9_]*):");

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
        return """
                CREATE EXTERNAL TABLE IF NOT EXISTS %s (
                %s)
                COMMENT %s
                %sSTORED AS %s
                LOCATION %s
                TBLPROPERTIES (%s)"""
                .formatted(
                        job.table().name(),
                        TableColumn.ofFiles(job).stream()
                                .map(column -> "  " + sql(column))
                                .collect(Collectors.joining(",\n")),
                        literal(job.schema().doc()),
                        partitionedBy(),
                        job.table().format().files().label().toUpperCase(Locale.ROOT),
                        literal(job.table().location()),
                        properties().entrySet().stream()
                                .map(entry -> literal(entry.getKey()) + " = " + literal(entry.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    private String partitionedBy() {
        return job.table().partitionBy().isEmpty()
                ? ""
                : TableColumn.ofPartitions(job).stream()
                        .map(CreateTable::sql)
                        .collect(Collectors.joining(", ", "PARTITIONED BY (", ")\n"));
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>(job.table().properties());
        properties.put(TableCatalog.JOB_PROPERTY, job.job());
        properties.put(TableCatalog.SCHEMA_PROPERTY, job.schema().version());
        return properties;
    }

    private static String sql(TableColumn column) {
        String definition = "`" + column.name() + "` " + quoted(column.type());
        return column.comment().isEmpty() ? definition : definition + " COMMENT " + literal(column.comment());
    }

    /** Names within a type are quoted too: Hive takes no {@code struct<distinct:boolean>}. */
    private static String quoted(String type) {
        return NESTED_NAME.matcher(type).replaceAll("`$1`:");
    }

    private static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
