package io.sluice.etl.publish;

import io.sluice.etl.model.Slot;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Where readers look up one table and its partitions. */
public interface TableCatalog {
    /** Key of the table property that names the job a table belongs to. */
    String JOB_PROPERTY = "sluice.job";
    /** Key of the property of tables and partitions that names the run that published last. */
    String RUN_PROPERTY = "sluice.run";
    /** Key of the table property that says which schema the job reads with. */
    String SCHEMA_PROPERTY = "sluice.schema";

    /** The table; empty when there is none of its name. */
    Optional<CatalogTable> table();

    /** Creates database and table where they are missing. */
    void createIfAbsent();

    /** Adds those of some columns, given with their types, that the table does not have, behind those that it has. */
    void extend(Map<String, String> columns);

    /** Locations of those of the partitions that exist, by partition. */
    Map<String, String> locations(Collection<String> partitions);

    /** Moves existing partitions to new versions with their statistics, all in one transaction of the catalogue. */
    void move(Collection<Slot.Switch> versions, String runId);

    /** Adds partitions at their versions with their statistics, all in one transaction of the catalogue. */
    void add(Collection<Slot.Switch> versions, String runId);

    /** Takes partitions that exist out of the catalogue; their files stay. */
    void drop(Collection<String> partitions);

    /** Tells readers of the table's properties which run published last, and with which schema. */
    void mark(String runId);
}
