package io.sluice.etl.model;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A job, checked: every value is present, typed and free of contradictions.
 *
 * <p>Locations are absolute: a URI, or a plain path on the local file system.
 *
 * @param file where the job was read from
 * @param spark settings passed to Spark as they are
 */
public record JobConfig(
        String job,
        String file,
        String warehouse,
        Landing landing,
        RecordSchema schema,
        UnknownFields unknownFields,
        Dedup dedup,
        Table table,
        Late late,
        Audit audit,
        Quarantine quarantine,
        Metastore metastore,
        Lease lease,
        Map<String, String> spark) {

    public JobConfig {
        spark = Map.copyOf(spark);
    }

    /** What becomes of a JSON name that the schema does not know. */
    public enum UnknownFields {
        DROP,
        RESCUE,
        REJECT
    }

    /**
     * Where the raw files lie.
     *
     * @param layout relative path pattern, such as <code>{date:yyyy-MM-dd}/*</code>
     * @param format what the producer lands
     * @param emptyFails whether a run that finds no file at all fails
     */
    public record Landing(String path, String layout, LandingFormat format, boolean emptyFails, Limits limits) {}

    /**
     * Bounds on what one record or file may cost.
     *
     * @param maxRecordSize bytes of one record
     * @param maxDepth nested objects and arrays, the record itself being 1
     * @param maxNumberLength characters of one number
     * @param maxExpansionRatio decompressed bytes a compressed byte
     */
    public record Limits(int maxRecordSize, int maxDepth, int maxNumberLength, int maxExpansionRatio)
            implements Serializable {}

    /** What a table is: files of a format that the catalogue points to, or a Delta table, whose log names its files. */
    public enum Format {
        PARQUET(FileFormat.PARQUET),
        ORC(FileFormat.ORC),
        DELTA(FileFormat.PARQUET);

        private final FileFormat files;

        Format(FileFormat files) {
            this.files = files;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The format of the table's data files. */
        public FileFormat files() {
            return files;
        }
    }

    /** A columnar file format. */
    public enum FileFormat {
        PARQUET,
        ORC;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where the files of a partition lie: in a folder a version, or in one that stays, for readers by path. */
    public enum Layout {
        VERSIONED,
        PLAIN
    }

    /** A database and a table in it; both are plain identifiers that need no quoting. */
    public record TableName(String database, String table) implements Serializable {
        @Override
        public String toString() {
            return database + "." + table;
        }
    }

    /**
     * The table that is published.
     *
     * @param location folder of data and bookkeeping
     * @param timeZone the zone of day, month and hour
     * @param sortBy dotted paths by which rows of a file are sorted
     * @param targetFileSize bytes after which a file is closed and another begun
     */
    public record Table(
            TableName name,
            String location,
            Format format,
            Layout layout,
            List<PartitionField> partitionBy,
            ZoneId timeZone,
            List<String> sortBy,
            long targetFileSize,
            Map<String, String> properties) {
        public Table {
            partitionBy = List.copyOf(partitionBy);
            sortBy = List.copyOf(sortBy);
            properties = Map.copyOf(properties);
        }
    }

    /**
     * How far from its landing date a record may lie.
     *
     * @param quarantine whether records beyond are rejected; they are kept otherwise
     */
    public record Late(Duration maxAge, Duration maxFuture, boolean quarantine, int maxAffectedPartitions)
            implements Serializable {}

    /**
     * What must hold before publication.
     *
     * @param maxOffsetGap the most offsets of a source that may be missing in a row; null for any number
     */
    public record Audit(double maxRejectRatio, long minRecords, Long maxOffsetGap, List<Check> checks) {
        public Audit {
            checks = List.copyOf(checks);
        }
    }

    /**
     * A predicate that is true for every row.
     *
     * @param sql a Spark SQL expression over the table's columns; a row for which it is null fails it
     * @param error whether a failure refuses publication; it only warns otherwise
     */
    public record Check(String name, String sql, boolean error) {}

    /** Where rejects are kept, and for how long at least. */
    public record Quarantine(String location, Duration retention) {}

    /** How long the holder of a table's lease may be silent before another run takes it over. */
    public record Lease(Duration expiresAfter) {}

    /**
     * Where tables are registered.
     *
     * @param path folder of the embedded metastore; null where {@code uris} names another
     * @param uris of a metastore's thrift services, comma-separated; null when {@code hive-site.xml} or the embedded
     *     metastore is meant
     * @param version of the metastore, which decides the Hive client; null for the one that Spark brings
     */
    public record Metastore(String path, String uris, String version) {}

    /** Content, rescued fields and lineage with their SQL types, in order; a table's partition columns come after them. */
    public Map<String, String> columnTypes() {
        Map<String, String> types = new LinkedHashMap<>();
        schema.columns()
                .forEach(column -> types.put(column.name(), column.type().sql()));
        if (unknownFields == UnknownFields.RESCUE) {
            types.put(Lineage.RESCUED, "string");
        }
        types.put(Lineage.FILE, "string");
        types.put(Lineage.POSITION, "bigint");
        types.put(Lineage.RUN, "string");
        return types;
    }

    /** {@link #columnTypes} as DDL. */
    public String columnsSql() {
        return columnTypes().entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The type of a partition column: the source's for identity, else a string. */
    public ColumnType partitionType(PartitionField field) {
        boolean identity = field.transform() == PartitionField.Transform.IDENTITY && !field.fromLandingDate();
        return identity ? schema.at(field.from()).orElseThrow().type() : new ColumnType.Text();
    }

    /** The partition column that tells days, or months, apart; the first of them. */
    public Optional<PartitionField> dayPartition() {
        return table.partitionBy().stream()
                .filter(field -> switch (field.transform()) {
                    case DAY, MONTH -> true;
                    case HOUR -> false;
                    case IDENTITY ->
                        field.fromLandingDate()
                                || schema.at(field.from())
                                        .filter(column -> column.type() instanceof ColumnType.CalendarDate)
                                        .isPresent();
                })
                .findFirst();
    }

    /** The column whose time decides whether a record is late: the first time-based partition source. */
    public Optional<PartitionField> eventTime() {
        return table.partitionBy().stream()
                .filter(field -> field.transform() != PartitionField.Transform.IDENTITY && !field.fromLandingDate())
                .findFirst();
    }
}
