package io.sluice.etl.publish;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Where readers look up one table and its partitions. */
public interface TableCatalog {
    /** Key of the table property that names the job a table belongs to. */
    String JOB_PROPERTY = "sluice.job";

    /** The table; empty when there is none of its name. */
    Optional<CatalogTable> table();

    /** Creates database and table where they are missing. */
    void createIfAbsent();

    /** Locations of those of the partitions that exist, by partition. */
    Map<String, String> locations(Collection<String> partitions);

    /** Moves existing partitions to new locations, all in one transaction of the catalogue. */
    void move(Map<String, String> locations);

    /** Adds partitions at their locations, all in one transaction of the catalogue. */
    void add(Map<String, String> locations);
}
