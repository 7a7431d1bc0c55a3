package io.sluice.etl.publish.hive;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.Slot;
import io.sluice.etl.publish.CatalogTable;
import io.sluice.etl.publish.Locations;
import io.sluice.etl.publish.TableCatalog;
import io.sluice.etl.publish.TableColumn;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.classic.SparkSession;

/** A table in a Hive metastore. Every question is asked on a connection of its own, since a run takes its time. */
public final class HiveTableCatalog implements TableCatalog {
    private static final String EXTERNAL = "EXTERNAL_TABLE";
    /** A table's parameter that says who reads it for Spark. */
    private static final String PROVIDER = "spark.sql.sources.provider";
    /** The serde's parameter that says where the table lies that a provider reads. */
    private static final String LOCATION = "path";

    /** Where Spark keeps a table's columns beside those of Hive, for names in capitals, which ours have not. */
    private static final String SPARKS_COLUMNS = "spark.sql.sources.schema";

    private final SparkSession spark;
    private final JobConfig job;
    private final String database;
    private final String table;
    private final MetastoreConnector metastore;

    public HiveTableCatalog(SparkSession spark, JobConfig job) {
        this.spark = spark;
        this.job = job;
        this.database = job.table().name().database();
        this.table = job.table().name().table();
        this.metastore = new MetastoreConnector(spark);
    }

    @Override
    public Optional<CatalogTable> table() {
        return ask(asked -> asked.table(database, table)).map(entry -> {
            Map<String, String> types = new LinkedHashMap<>();
            entry.columns().forEach(column -> types.put(column.name(), column.type()));
            Map<String, String> partitionTypes = new LinkedHashMap<>();
            entry.partitionColumns().forEach(column -> partitionTypes.put(column.name(), column.type()));
            return new CatalogTable(
                    entry.location(), EXTERNAL.equals(entry.type()), entry.parameters(), types, partitionTypes);
        });
    }

    @Override
    public void createIfAbsent() {
        if (table().isEmpty()) {
            // Else Spark puts environment values in the place of ${...} in comments and properties.
            spark.conf().set("spark.sql.variable.substitute", "false");
            CreateTable statements = new CreateTable(job);
            spark.sql(statements.databaseStatement());
            spark.sql(statements.tableStatement());
        }
        if (job.table().format() == JobConfig.Format.DELTA) {
            nameProvider();
        }
    }

    /**
     * Makes one entry serve two kinds of readers: to Hive it stays a table of Parquet partitions, Spark and Trino see a
     * Delta table.
     *
     * <p>The keys are those of Spark's {@code HiveExternalCatalog}, which does not let its own users set them.
     */
    private void nameProvider() {
        CatalogTable entry = table().orElseThrow();
        String delta = JobConfig.Format.DELTA.label();
        if (!delta.equals(entry.properties().get(PROVIDER))) {
            change(new Metastore.TableChange(
                    null,
                    List.of(),
                    Map.of(PROVIDER, delta),
                    Map.of(LOCATION, Locations.qualified(job.table().location()))));
        }
    }

    @Override
    public void extend(Map<String, String> columns) {
        CatalogTable entry = table().orElseThrow();
        Map<String, String> comments =
                TableColumn.ofFiles(job).stream().collect(Collectors.toMap(TableColumn::name, TableColumn::comment));
        List<Metastore.Field> missing = columns.entrySet().stream()
                .filter(column -> !entry.types().containsKey(column.getKey()))
                .map(column -> new Metastore.Field(
                        column.getKey(), column.getValue(), comments.getOrDefault(column.getKey(), "")))
                .toList();
        if (!missing.isEmpty()) {
            Map<String, String> parameters = new HashMap<>();
            if (job.table().format() != JobConfig.Format.DELTA) {
                entry.properties().keySet().stream()
                        .filter(key -> key.startsWith(SPARKS_COLUMNS))
                        .forEach(key -> parameters.put(key, null));
            }
            change(new Metastore.TableChange(null, missing, parameters, Map.of()));
        }
    }

    @Override
    public Map<String, String> locations(Collection<String> partitions) {
        if (unpartitioned()) {
            return table().map(CatalogTable::location)
                    .filter(location -> partitions.contains(PartitionPath.WHOLE_TABLE))
                    .filter(location -> !Locations.same(location, job.table().location()))
                    .map(location -> Map.of(PartitionPath.WHOLE_TABLE, location))
                    .orElse(Map.of());
        }
        Map<String, String> locations = new HashMap<>();
        // A metastore of Hive 4 does not take a question about partitions of a table that is not there.
        ask(asked -> asked.table(database, table).isPresent()
                        ? asked.partitions(database, table, partitions)
                        : Map.<String, Metastore.PartitionEntry>of())
                .forEach((partition, entry) -> locations.put(partition, entry.location()));
        return locations;
    }

    @Override
    public void move(Collection<Slot.Switch> versions, String runId) {
        if (unpartitioned()) {
            moveTable(versions, runId);
        } else {
            tell(told -> told.alterPartitions(database, table, entries(versions, runId)));
        }
    }

    @Override
    public void add(Collection<Slot.Switch> versions, String runId) {
        if (unpartitioned()) {
            moveTable(versions, runId);
        } else {
            tell(told -> told.addPartitions(database, table, entries(versions, runId)));
        }
    }

    @Override
    public void drop(Collection<String> partitions) {
        tell(told -> told.dropPartitions(database, table, partitions));
    }

    @Override
    public void mark(String runId) {
        change(Metastore.TableChange.of(
                Map.of(RUN_PROPERTY, runId, SCHEMA_PROPERTY, job.schema().version())));
    }

    /** A table without partition columns is one version: its entry moves from the table's folder to a version's. */
    private void moveTable(Collection<Slot.Switch> versions, String runId) {
        entries(versions, runId)
                .values()
                .forEach(entry ->
                        change(new Metastore.TableChange(entry.location(), List.of(), entry.parameters(), Map.of())));
    }

    private boolean unpartitioned() {
        return job.table().partitionBy().isEmpty();
    }

    private void change(Metastore.TableChange change) {
        tell(told -> told.alterTable(database, table, change));
    }

    private static Map<String, Metastore.PartitionEntry> entries(Collection<Slot.Switch> versions, String runId) {
        Map<String, Metastore.PartitionEntry> entries = new LinkedHashMap<>();
        for (Slot.Switch version : versions) {
            Map<String, String> parameters = Statistics.of(version.files());
            parameters.put(RUN_PROPERTY, runId);
            entries.put(
                    version.partition(),
                    new Metastore.PartitionEntry(Locations.qualified(version.newLocation()), parameters));
        }
        return entries;
    }

    private <T> T ask(Function<Metastore, T> question) {
        try (Metastore connection = metastore.connect()) {
            return question.apply(connection);
        }
    }

    private void tell(Consumer<Metastore> change) {
        try (Metastore connection = metastore.connect()) {
            change.accept(connection);
        } finally {
            // Queries of this session must not go on with files that they listed before.
            spark.catalog().refreshTable(database + "." + table);
        }
    }
}
