package io.sluice.etl.publish;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A table as the catalogue describes it.
 *
 * @param types Hive's notation of types by column name, without partition columns, in the table's order
 * @param partitionTypes the same of the partition columns
 */
public record CatalogTable(
        String location,
        boolean external,
        Map<String, String> properties,
        Map<String, String> types,
        Map<String, String> partitionTypes) {
    public CatalogTable {
        properties = Map.copyOf(properties);
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        partitionTypes = Collections.unmodifiableMap(new LinkedHashMap<>(partitionTypes));
    }
}
