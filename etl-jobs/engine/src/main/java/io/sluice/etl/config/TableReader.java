package io.sluice.etl.config;

import io.sluice.etl.model.JobConfig.Format;
import io.sluice.etl.model.JobConfig.Layout;
import io.sluice.etl.model.JobConfig.Table;
import io.sluice.etl.model.JobConfig.TableName;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionField.Transform;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The keys under {@code table}. */
final class TableReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,127}\\.[a-z][a-z0-9_]{0,127}");
    private static final Form<String> TABLE_NAME = Forms.text(
            "database.table, each a lower-case letter, then up to 127 lower-case letters, digits or _", NAME);
    private static final Form<String> COLUMN = Forms.text(
            "a lower-case letter, then up to 127 lower-case letters, digits or _",
            Pattern.compile("[a-z][a-z0-9_]{0,127}"));
    private static final String PARTITIONS = "a list such as [{column: dt, from: created_at, transform: day}]";
    private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    /** What CREATE TABLE refuses among properties (Spark's CatalogV2Util and HiveExternalCatalog). */
    private static final Set<String> RESERVED =
            Set.of("owner", "location", "provider", "external", "collation", "comment", "is_managed_location");

    private static final String SPARKS = "spark.sql.";
    private static final String OURS = "sluice.";

    private static final long KILOBYTE = 1024;
    private static final long MEGABYTE = 1024 * KILOBYTE;
    private static final long FILE_SIZE = 256 * MEGABYTE;
    private static final long SMALLEST_FILE_SIZE = 64 * KILOBYTE;
    private static final long LARGEST_FILE_SIZE = 1024 * 1024 * MEGABYTE;

    private final Section table;

    /** A partition column and the section that declares it. */
    record Declared(Section section, PartitionField field) {}

    TableReader(Section table) {
        this.table = table;
    }

    Optional<TableName> name() {
        return table.required("name", TABLE_NAME).map(name -> {
            int dot = name.indexOf('.');
            return new TableName(name.substring(0, dot), name.substring(dot + 1));
        });
    }

    /** Whether the table is meant to have no partition columns. */
    boolean unpartitioned() {
        return !table.has("partition_by")
                || table.sections("partition_by", PARTITIONS).map(List::isEmpty).orElse(false);
    }

    /** The partition columns that are well-formed. */
    List<Declared> partitions() {
        List<Section> sections = table.sections("partition_by", PARTITIONS).orElse(null);
        if (sections == null) {
            return List.of();
        }
        List<Declared> partitions = new ArrayList<>();
        for (Section section : sections) {
            partition(section).ifPresent(field -> partitions.add(new Declared(section, field)));
        }
        return partitions;
    }

    /** The table, under a name and at a location that are null where they are at fault. */
    Table read(TableName name, String location) {
        Format format =
                table.value("format", Choice.of(List.of(Format.values()))).orElse(Format.PARQUET);
        Layout layout =
                table.value("layout", Choice.of(List.of(Layout.values()))).orElse(Layout.VERSIONED);
        if (layout == Layout.PLAIN && format == Format.DELTA) {
            table.problem("layout", "plain is for readers by path, and those of a Delta table read its log; remove it");
        }
        if (layout == Layout.PLAIN && unpartitioned()) {
            table.problem("layout", "plain needs table.partition_by, whose folders it is about");
        }
        return new Table(
                name,
                location,
                format,
                layout,
                partitions().stream().map(Declared::field).toList(),
                table.value("time_zone", Forms.timeZone()).orElse(ZoneId.of("UTC")),
                table.list("sort_by", ColumnChecks.PATHS, ColumnChecks.PATH).orElse(List.of()),
                table.value("target_file_size", Forms.size(SMALLEST_FILE_SIZE, LARGEST_FILE_SIZE))
                        .orElse(FILE_SIZE),
                properties());
    }

    private static Optional<PartitionField> partition(Section section) {
        Optional<String> column = section.required("column", COLUMN);
        Optional<String> from =
                section.required("from", Forms.text("a column of the schema, or " + PartitionField.LANDING_DATE));
        boolean faulty = section.has("transform");
        Optional<Transform> transform = section.value("transform", Choice.of(List.of(Transform.values())));
        if (column.isEmpty() || from.isEmpty() || faulty && transform.isEmpty()) {
            return Optional.empty();
        }
        Transform given = transform.orElse(Transform.IDENTITY);
        boolean wholeDate = from.get().equals(PartitionField.LANDING_DATE) && given == Transform.IDENTITY;
        return Optional.of(new PartitionField(column.get(), from.get(), wholeDate ? Transform.DAY : given));
    }

    private Map<String, String> properties() {
        Map<String, String> properties = table.map("properties");
        Section section = table.section("properties");
        properties.forEach((key, value) -> {
            if (!PROPERTY.matcher(key).matches()) {
                section.problem(key, "a property's name has letters, digits, _ . - alone; rename it");
            } else if (key.startsWith(OURS)) {
                section.problem(key, "names that begin with %s are kept for Sluice; rename it".formatted(OURS));
            } else if (RESERVED.contains(key.toLowerCase(Locale.ROOT)) || key.startsWith(SPARKS)) {
                section.problem(key, "Spark keeps this name for itself and refuses the table; rename it");
            }
            if (CONTROL.matcher(value).find()) {
                section.problem(key, "the value has control characters; remove them");
            }
        });
        return properties;
    }
}
