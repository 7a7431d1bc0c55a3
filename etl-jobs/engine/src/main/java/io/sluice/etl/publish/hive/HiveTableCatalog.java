package io.sluice.etl.publish.hive;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.publish.CatalogTable;
import io.sluice.etl.publish.TableCatalog;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructField;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A Hive table, through the batch calls of Spark's external catalogue; the one place that knows this internal API. */
public final class HiveTableCatalog implements TableCatalog {
    /** Statistics of the version that a partition leaves; kept, they would be wrong for the one it moves to. */
    private static final Set<String> STATISTICS =
            Set.of("numRows", "numFiles", "totalSize", "rawDataSize", "COLUMN_STATS_ACCURATE");

    private static final String SPARK_STATISTICS = "spark.sql.statistics.";

    private final SparkSession spark;
    private final String database;
    private final String table;
    private final CreateTable statements;

    public HiveTableCatalog(SparkSession spark, JobConfig job) {
        this.spark = spark;
        this.database = job.table().name().database();
        this.table = job.table().name().table();
        this.statements = new CreateTable(job);
    }

    @Override
    public Optional<CatalogTable> table() {
        if (!catalog().databaseExists(database) || !catalog().tableExists(database, table)) {
            return Optional.empty();
        }
        org.apache.spark.sql.catalyst.catalog.CatalogTable found = catalog().getTable(database, table);
        Map<String, String> types = new LinkedHashMap<>();
        for (StructField field : found.dataSchema().fields()) {
            types.put(field.name(), field.dataType().catalogString());
        }
        return Optional.of(new CatalogTable(
                location(found.storage()),
                found.tableType().equals(CatalogTableType.EXTERNAL()),
                CollectionConverters.asJava(found.properties()),
                types,
                CollectionConverters.asJava(found.partitionColumnNames())));
    }

    @Override
    public void createIfAbsent() {
        // Else Spark puts environment values in the place of ${...} in comments and properties.
        spark.conf().set("spark.sql.variable.substitute", "false");
        if (!catalog().databaseExists(database)) {
            spark.sql(statements.databaseStatement());
        }
        if (!catalog().tableExists(database, table)) {
            spark.sql(statements.tableStatement());
        }
    }

    @Override
    public Map<String, String> locations(Collection<String> partitions) {
        Map<String, String> locations = new HashMap<>();
        if (table().isPresent()) {
            for (String partition : partitions) {
                entry(partition).ifPresent(found -> locations.put(partition, location(found.storage())));
            }
        }
        return locations;
    }

    @Override
    public void move(Map<String, String> locations) {
        List<CatalogTablePartition> moved = new ArrayList<>();
        locations.forEach(
                (partition, location) -> moved.add(at(location, entry(partition).orElseThrow())));
        catalog().alterPartitions(database, table, scala(moved));
        refresh();
    }

    @Override
    public void add(Map<String, String> locations) {
        CatalogStorageFormat storage = catalog().getTable(database, table).storage();
        List<CatalogTablePartition> added = new ArrayList<>();
        locations.forEach((partition, location) -> added.add(new CatalogTablePartition(
                spec(partition),
                at(location, storage),
                scala(Map.of()),
                System.currentTimeMillis(),
                CatalogTablePartition.apply$default$5(),
                Option.empty())));
        catalog().createPartitions(database, table, scala(added), false);
        refresh();
    }

    /** Asked for late: the first question makes an embedded metastore that is not there. */
    private ExternalCatalog catalog() {
        return spark.sharedState().externalCatalog();
    }

    private Optional<CatalogTablePartition> entry(String partition) {
        return Optional.ofNullable(
                catalog().getPartitionOption(database, table, spec(partition)).getOrElse(() -> null));
    }

    private static String location(CatalogStorageFormat storage) {
        URI location = storage.locationUri().getOrElse(() -> null);
        return location == null ? "" : new Path(location).toString();
    }

    private static CatalogTablePartition at(String location, CatalogTablePartition entry) {
        Map<String, String> parameters = new HashMap<>(CollectionConverters.asJava(entry.parameters()));
        parameters.keySet().removeIf(key -> STATISTICS.contains(key) || key.startsWith(SPARK_STATISTICS));
        return entry.copy(
                entry.spec(),
                at(location, entry.storage()),
                scala(parameters),
                entry.createTime(),
                entry.lastAccessTime(),
                Option.empty());
    }

    private static CatalogStorageFormat at(String location, CatalogStorageFormat storage) {
        return storage.copy(
                Option.apply(new Path(location).toUri()),
                storage.inputFormat(),
                storage.outputFormat(),
                storage.serde(),
                storage.compressed(),
                storage.properties());
    }

    private static scala.collection.immutable.Map<String, String> spec(String partition) {
        return scala(PartitionPath.values(partition));
    }

    private static scala.collection.immutable.Map<String, String> scala(Map<String, String> map) {
        return Map$.MODULE$.from(CollectionConverters.asScala(map));
    }

    private static <T> Seq<T> scala(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    /** Queries of this session must not go on with files that they listed before. */
    private void refresh() {
        spark.catalog().refreshTable(database + "." + table);
    }
}
