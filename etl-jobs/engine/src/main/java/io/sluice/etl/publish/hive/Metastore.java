package io.sluice.etl.publish.hive;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls that publication makes to a Hive metastore.
 *
 * <p>All types in it are the JDK's or its own, so that both sides of the wall between Spark's class loader and that of
 * the Hive client can speak it. Every call is sent once: a call that failed may have taken effect, and only who knows
 * the journal can tell what to do then. Failures are thrown as {@link MetastoreFailure}.
 */
public interface Metastore extends AutoCloseable {
    /** A column as the metastore describes it; the type is in Hive's notation, and the comment may be empty. */
    record Field(String name, String type, String comment) {}

    /**
     * A table.
     *
     * @param type such as {@code EXTERNAL_TABLE}
     */
    record Entry(
            String location,
            String type,
            List<Field> columns,
            List<Field> partitionColumns,
            Map<String, String> parameters) {}

    /**
     * A partition: where it lies, and its parameters. In a change, a null value takes a parameter away, and parameters
     * that are not named stay as they are.
     */
    record PartitionEntry(String location, Map<String, String> parameters) {}

    /**
     * What changes of a table. Of parameters, a null value takes one away.
     *
     * @param location null when it stays where it is
     * @param newColumns come behind those that are there
     */
    record TableChange(
            String location,
            List<Field> newColumns,
            Map<String, String> parameters,
            Map<String, String> serdeParameters) {
        static TableChange of(Map<String, String> parameters) {
            return new TableChange(null, List.of(), parameters, Map.of());
        }
    }

    /** The table; empty when there is none of its name, or no such database. */
    Optional<Entry> table(String database, String table);

    /** Those of the partitions that exist, by name. */
    Map<String, PartitionEntry> partitions(String database, String table, Collection<String> names);

    /** Changes partitions that exist, in one transaction of the metastore, which takes their parameters as they are. */
    void alterPartitions(String database, String table, Map<String, PartitionEntry> changes);

    /** Adds partitions that do not exist, in one transaction of the metastore. */
    void addPartitions(String database, String table, Map<String, PartitionEntry> additions);

    /** Drops partitions one by one, and none of their files; those that do not exist are passed over. */
    void dropPartitions(String database, String table, Collection<String> names);

    /** Changes a table, in one transaction of the metastore, which takes its parameters as they are. */
    void alterTable(String database, String table, TableChange change);

    @Override
    void close();
}
