package io.sluice.etl.publish.delta;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.TableColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.delta.DeltaConfigs$;
import org.apache.spark.sql.delta.NoMapping$;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Metadata$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** What a job's Delta table is: how it is made, and whether one that exists is it. */
final class DeltaDefinition {
    private final JobConfig job;

    DeltaDefinition(JobConfig job) {
        this.job = job;
    }

    /**
     * The metadata of a new table.
     *
     * @param createdAt milliseconds since the epoch
     * @throws SluiceException of outcome {@code invalid} when Delta does not accept the table's properties
     */
    Metadata metadata(long createdAt) {
        Map<String, String> properties = new HashMap<>(job.table().properties());
        properties.put(TableCatalog.JOB_PROPERTY, job.job());
        properties.put(TableCatalog.SCHEMA_PROPERTY, job.schema().version());
        return new Metadata(
                Metadata$.MODULE$.$lessinit$greater$default$1(),
                job.table().name().toString(),
                job.schema().doc(),
                new Format(JobConfig.FileFormat.PARQUET.label(), Map$.MODULE$.empty()),
                schema().json(),
                CollectionConverters.asScala(partitionColumns()).toSeq(),
                checked(properties),
                Option.apply(createdAt));
    }

    /**
     * Makes sure that files of the job fit a table.
     *
     * @param published columns that files of the table have; others may be missing in the table, and are added to it
     * @throws SluiceException of outcome {@code invalid} when they do not
     */
    void verify(Metadata table, Set<String> published) {
        if (table.columnMappingMode() != NoMapping$.MODULE$) {
            throw SluiceException.invalid(
                    "Delta table %s maps its columns to other names in files (delta.columnMapping.mode), which files of Sluice do not have; remove the property, or choose another table.name"
                            .formatted(job.table().location()));
        }
        if (!CollectionConverters.asJava(table.partitionColumns()).equals(partitionColumns())) {
            throw SluiceException.invalid("Delta table %s is partitioned by %s, and table.partition_by says %s"
                    .formatted(
                            job.table().location(),
                            CollectionConverters.asJava(table.partitionColumns()),
                            partitionColumns()));
        }
        StructType found = table.schema();
        for (StructField column : schema().fields()) {
            boolean present = found.getFieldIndex(column.name()).isDefined();
            boolean fits = present
                    ? found.apply(column.name()).dataType().sameType(column.dataType())
                    : !published.contains(column.name());
            if (!fits) {
                throw SluiceException.invalid(
                        "column %s of Delta table %s is %s, and the job writes %s; somebody altered the table. DESCRIBE HISTORY delta.`%s` says who, RESTORE TABLE takes it back"
                                .formatted(
                                        column.name(),
                                        job.table().location(),
                                        present
                                                ? found.apply(column.name())
                                                        .dataType()
                                                        .sql()
                                                : "absent",
                                        column.dataType().sql(),
                                        job.table().location()));
            }
        }
    }

    /**
     * The metadata of a table that gets those of some columns, given with their types, that it does not have: behind all
     * others, and before the partition columns, as catalogues show them.
     */
    Optional<Metadata> extended(Metadata table, Map<String, String> columns) {
        Map<String, String> comments =
                TableColumn.ofFiles(job).stream().collect(Collectors.toMap(TableColumn::name, TableColumn::comment));
        StructType before = table.schema();
        List<StructField> after = new ArrayList<>(List.of(before.fields()));
        int end = partitionColumns().isEmpty()
                ? before.length()
                : before.fieldIndex(partitionColumns().get(0));
        for (Map.Entry<String, String> column : columns.entrySet()) {
            if (before.getFieldIndex(column.getKey()).isEmpty()) {
                after.add(
                        end++,
                        field(new TableColumn(
                                column.getKey(), column.getValue(), comments.getOrDefault(column.getKey(), ""))));
            }
        }
        return after.size() == before.length()
                ? Optional.empty()
                : Optional.of(table.copy(
                        table.id(),
                        table.name(),
                        table.description(),
                        table.format(),
                        new StructType(after.toArray(StructField[]::new)).json(),
                        table.partitionColumns(),
                        table.configuration(),
                        table.createdTime()));
    }

    private List<String> partitionColumns() {
        return TableColumn.ofPartitions(job).stream().map(TableColumn::name).toList();
    }

    private StructType schema() {
        StructType schema = new StructType();
        for (TableColumn column : TableColumn.ofFiles(job)) {
            schema = schema.add(field(column));
        }
        for (TableColumn column : TableColumn.ofPartitions(job)) {
            schema = schema.add(field(column));
        }
        return schema;
    }

    private static StructField field(TableColumn column) {
        StructField field = StructField.apply(
                column.name(), DataType.fromDDL(column.type()), true, org.apache.spark.sql.types.Metadata.empty());
        return column.comment().isEmpty() ? field : field.withComment(column.comment());
    }

    private scala.collection.immutable.Map<String, String> checked(Map<String, String> properties) {
        try {
            return DeltaConfigs$.MODULE$.validateConfigurations(
                    Map$.MODULE$.from(CollectionConverters.asScala(properties)));
        } catch (Exception problem) {
            if (problem instanceof AnalysisException || problem instanceof IllegalArgumentException) {
                throw SluiceException.invalid(
                        "table.properties: Delta does not accept them: %s".formatted(problem.getMessage()), problem);
            }
            throw problem;
        }
    }
}
