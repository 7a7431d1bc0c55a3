package io.sluice.etl.publish.hive;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What a session sees that looks before there is a metastore, such as that of a dry run: no table, and none to make. */
final class NoMetastore implements Metastore {
    @Override
    public Optional<Entry> table(String database, String table) {
        return Optional.empty();
    }

    @Override
    public Map<String, PartitionEntry> partitions(String database, String table, Collection<String> names) {
        return Map.of();
    }

    @Override
    public void alterPartitions(String database, String table, Map<String, PartitionEntry> changes) {
        throw readOnly();
    }

    @Override
    public void addPartitions(String database, String table, Map<String, PartitionEntry> additions) {
        throw readOnly();
    }

    @Override
    public void dropPartitions(String database, String table, Collection<String> names) {
        throw readOnly();
    }

    @Override
    public void alterTable(String database, String table, TableChange change) {
        throw readOnly();
    }

    @Override
    public void close() {}

    private static IllegalStateException readOnly() {
        return new IllegalStateException("this session was opened to look only, before there was a metastore");
    }
}
