package io.sluice.etl.publish;

import java.util.List;
import java.util.Map;

/**
 * A table as the catalogue describes it.
 *
 * @param types SQL types by column name, without partition columns
 */
public record CatalogTable(
        String location,
        boolean external,
        Map<String, String> properties,
        Map<String, String> types,
        List<String> partitionColumns) {
    public CatalogTable {
        properties = Map.copyOf(properties);
        types = Map.copyOf(types);
        partitionColumns = List.copyOf(partitionColumns);
    }
}
