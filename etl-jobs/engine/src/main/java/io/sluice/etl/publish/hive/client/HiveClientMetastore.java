package io.sluice.etl.publish.hive.client;

import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.publish.hive.Metastore;
import io.sluice.etl.publish.hive.MetastoreFailure;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.hive.common.StatsSetupConst;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.IMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.spark.sql.hive.client.HiveClientImpl;

/** Speaks to a metastore through {@code HiveMetaStoreClient} itself, which, unlike its proxies, never repeats a call. */
public final class HiveClientMetastore implements Metastore {
    /** A thrift message of a few megabytes; a partition with its columns is some kilobytes. */
    private static final int PARTITIONS_A_QUESTION = 1_000;

    private final IMetaStoreClient client;
    private final boolean embedded;

    /** @param sparksClient the session's {@code HiveClientImpl}, whose configuration is used */
    public HiveClientMetastore(Object sparksClient) throws ReflectiveOperationException {
        HiveConf conf = ((HiveClientImpl) sparksClient).conf();
        this.client = connect(conf);
        // By their names, of which Hive 3 has another; the constants that stand for them differ between versions.
        this.embedded = conf.get("hive.metastore.uris", "").isBlank()
                && conf.get("metastore.thrift.uris", "").isBlank();
    }

    @Override
    public Optional<Entry> table(String database, String table) {
        try {
            Table found = client.getTable(database, table);
            return Optional.of(new Entry(
                    Objects.requireNonNullElse(found.getSd().getLocation(), ""),
                    found.getTableType(),
                    fields(found.getSd().getCols()),
                    fields(found.getPartitionKeys()),
                    Map.copyOf(found.getParameters())));
        } catch (NoSuchObjectException absent) {
            return Optional.empty();
        } catch (Exception failure) {
            throw new MetastoreFailure("describe table %s.%s".formatted(database, table), failure);
        }
    }

    @Override
    public Map<String, PartitionEntry> partitions(String database, String table, Collection<String> names) {
        Map<String, PartitionEntry> entries = new HashMap<>();
        found(database, table, names)
                .forEach((name, partition) -> entries.put(
                        name,
                        new PartitionEntry(
                                Objects.requireNonNullElse(partition.getSd().getLocation(), ""),
                                Map.copyOf(partition.getParameters()))));
        return entries;
    }

    @Override
    public void alterPartitions(String database, String table, Map<String, PartitionEntry> changes) {
        Map<String, Partition> existing = found(database, table, changes.keySet());
        List<FieldSchema> columns = columns(database, table);
        List<Partition> changed = new ArrayList<>();
        changes.forEach((name, change) -> {
            Partition partition = existing.get(name);
            if (partition == null) {
                throw new MetastoreFailure(
                        "move partition %s of %s.%s".formatted(name, database, table),
                        new IllegalStateException("it is not there"));
            }
            partition.getSd().setLocation(change.location());
            // Hive reads the columns that the partition names, and a table may have got more since.
            partition.getSd().setCols(columns);
            apply(change.parameters(), partition.getParameters());
            changed.add(partition);
        });
        try {
            client.alter_partitions(database, table, changed, asTheyAre());
        } catch (Exception failure) {
            throw new MetastoreFailure(
                    "move %d partitions of %s.%s".formatted(changed.size(), database, table), failure);
        }
    }

    @Override
    public void addPartitions(String database, String table, Map<String, PartitionEntry> additions) {
        try {
            Table owner = client.getTable(database, table);
            List<Partition> added = new ArrayList<>();
            int now = (int) (System.currentTimeMillis() / 1_000);
            additions.forEach((name, addition) -> {
                Partition partition = new Partition();
                partition.setDbName(database);
                partition.setTableName(table);
                partition.setValues(List.copyOf(PartitionPath.values(name).values()));
                partition.setCreateTime(now);
                partition.setSd(owner.getSd().deepCopy());
                partition.getSd().setLocation(addition.location());
                partition.setParameters(new HashMap<>());
                apply(addition.parameters(), partition.getParameters());
                added.add(partition);
            });
            client.add_partitions(added);
        } catch (Exception failure) {
            throw new MetastoreFailure(
                    "add %d partitions to %s.%s".formatted(additions.size(), database, table), failure);
        }
    }

    @Override
    public void dropPartitions(String database, String table, Collection<String> names) {
        for (String name : names) {
            try {
                client.dropPartition(
                        database, table, List.copyOf(PartitionPath.values(name).values()), false);
            } catch (NoSuchObjectException absent) {
                continue;
            } catch (Exception failure) {
                throw new MetastoreFailure("drop partition %s of %s.%s".formatted(name, database, table), failure);
            }
        }
    }

    @Override
    public void alterTable(String database, String table, TableChange change) {
        try {
            Table changed = client.getTable(database, table);
            if (change.location() != null) {
                changed.getSd().setLocation(change.location());
            }
            change.newColumns().forEach(column -> changed.getSd()
                    .addToCols(new FieldSchema(column.name(), column.type(), column.comment())));
            apply(change.parameters(), changed.getParameters());
            apply(change.serdeParameters(), changed.getSd().getSerdeInfo().getParameters());
            client.alter_table_with_environmentContext(database, table, changed, asTheyAre());
        } catch (Exception failure) {
            throw new MetastoreFailure("change table %s.%s".formatted(database, table), failure);
        }
    }

    /**
     * Ends the connection to a server. An embedded metastore has one store a thread, which Spark's own client uses as well:
     * to close it here would have it made anew for every call.
     */
    @Override
    public void close() {
        if (!embedded) {
            client.close();
        }
    }

    private Map<String, Partition> found(String database, String table, Collection<String> names) {
        Map<List<String>, String> namesByValues = new HashMap<>();
        names.forEach(
                name -> namesByValues.put(List.copyOf(PartitionPath.values(name).values()), name));
        Map<String, Partition> found = new HashMap<>();
        List<String> asked = List.copyOf(names);
        try {
            for (int from = 0; from < asked.size(); from += PARTITIONS_A_QUESTION) {
                List<String> some = asked.subList(from, Math.min(asked.size(), from + PARTITIONS_A_QUESTION));
                for (Partition partition : client.getPartitionsByNames(database, table, some)) {
                    found.put(namesByValues.get(partition.getValues()), partition);
                }
            }
        } catch (NoSuchObjectException absent) {
            return Map.of();
        } catch (Exception failure) {
            throw new MetastoreFailure("list partitions of %s.%s".formatted(database, table), failure);
        }
        return found;
    }

    private List<FieldSchema> columns(String database, String table) {
        try {
            return client.getTable(database, table).getSd().getCols();
        } catch (Exception failure) {
            throw new MetastoreFailure("describe table %s.%s".formatted(database, table), failure);
        }
    }

    /** Else the metastore lists the new locations itself and calls the statistics that it is given inaccurate. */
    private static EnvironmentContext asTheyAre() {
        return new EnvironmentContext(new HashMap<>(Map.of(StatsSetupConst.DO_NOT_UPDATE_STATS, StatsSetupConst.TRUE)));
    }

    private static void apply(Map<String, String> changes, Map<String, String> parameters) {
        changes.forEach((key, value) -> {
            if (value == null) {
                parameters.remove(key);
            } else {
                parameters.put(key, value);
            }
        });
    }

    private static List<Field> fields(List<FieldSchema> fields) {
        return fields.stream()
                .map(field ->
                        new Field(field.getName(), field.getType(), Objects.requireNonNullElse(field.getComment(), "")))
                .toList();
    }

    /** The parameter's type is {@code HiveConf} up to Hive 2 and {@code Configuration} since Hive 3. */
    private static IMetaStoreClient connect(HiveConf conf) throws ReflectiveOperationException {
        for (Constructor<?> constructor : HiveMetaStoreClient.class.getConstructors()) {
            if (constructor.getParameterCount() == 1
                    && constructor.getParameterTypes()[0].isAssignableFrom(HiveConf.class)) {
                try {
                    return (IMetaStoreClient) constructor.newInstance(conf);
                } catch (InvocationTargetException failure) {
                    throw new MetastoreFailure("answer", failure.getCause());
                }
            }
        }
        throw new NoSuchMethodException("HiveMetaStoreClient(HiveConf)");
    }
}
