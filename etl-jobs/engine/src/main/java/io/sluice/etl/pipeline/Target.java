package io.sluice.etl.pipeline;

import io.sluice.etl.journal.TableFolder;
import io.sluice.etl.journal.TableIdentity;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.publish.CatalogTable;
import io.sluice.etl.publish.Locations;
import io.sluice.etl.publish.TableCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes sure, before any work, that the table is this job's to write. */
final class Target {
    private final JobConfig job;
    private final TableCatalog catalog;
    private final TableFolder folder;

    Target(JobConfig job, TableCatalog catalog, TableFolder folder) {
        this.job = job;
        this.catalog = catalog;
        this.folder = folder;
    }

    /**
     * Compares job, catalogue and folder.
     *
     * @throws SluiceException of outcome {@code invalid} when the table belongs to somebody else, or its columns
     *     contradict the schema
     */
    void verify(TableHistory history) {
        Optional<TableIdentity> identity = folder.identity();
        Optional<CatalogTable> table = catalog.table();
        identity.ifPresent(this::verifyIdentity);
        verifyLayout(history);
        verifyColumns(history.columns());
        if (table.isPresent()) {
            verifyTable(table.get(), identity.isPresent(), history.columns().keySet());
        } else if (!history.partitions().isEmpty()) {
            throw SluiceException.invalid(
                    "table %s is not in the metastore, but its journal in %s has published %d partitions; the metastore was lost or is another one. Point metastore at the right one, or register the table again with sluice rebuild-metastore"
                            .formatted(
                                    job.table().name(),
                                    job.table().location(),
                                    history.partitions().size()));
        } else if (identity.isEmpty()) {
            folder.stranger().ifPresent(name -> {
                throw SluiceException.invalid(
                        "table.location %s is not empty (%s) and was not made by this job; choose another location"
                                .formatted(job.table().location(), name));
            });
        }
    }

    /**
     * Makes sure that the journal is this job's, and the table too where there is one.
     *
     * @throws SluiceException of outcome {@code invalid} when there is nothing of this job
     */
    void verifyOwned(TableHistory history) {
        if (folder.identity().isEmpty() || history.lastSlot() == 0) {
            throw SluiceException.invalid(
                    "there is no journal of table %s in %s, so there is nothing to do; a run makes the table"
                            .formatted(job.table().name(), job.table().location()));
        }
        verifyIdentity(folder.identity().orElseThrow());
        verifyLayout(history);
        verifyColumns(history.columns());
        catalog.table()
                .ifPresent(table -> verifyTable(table, true, history.columns().keySet()));
    }

    /** Marks the folder as this job's. */
    void claim(String runId) {
        folder.claim(new TableIdentity(
                job.job(), job.table().name().toString(), job.table().format().label(), window(), runId));
    }

    private String window() {
        Dedup dedup = job.dedup();
        String strategy = dedup.strategy() == Dedup.Strategy.UNIQUE_ID
                ? ""
                : " and strategy " + dedup.strategy().name().toLowerCase(Locale.ROOT);
        String deletes = dedup.deleteWhen() == null ? "" : " and deletes when " + dedup.deleteWhen();
        return "partitions %s in %s and key %s%s%s"
                .formatted(
                        job.table().partitionBy().stream()
                                .map(field -> "%s = %s(%s)"
                                        .formatted(
                                                field.column(),
                                                field.transform().name().toLowerCase(Locale.ROOT),
                                                field.from()))
                                .toList(),
                        job.table().timeZone(),
                        dedup.key(),
                        strategy,
                        deletes);
    }

    private void verifyIdentity(TableIdentity identity) {
        String name = job.table().name().toString();
        if (!identity.job().equals(job.job()) || !identity.table().equals(name)) {
            throw SluiceException.invalid(
                    "table.location %s belongs to table %s of job %s, not to table %s of job %s; choose another location"
                            .formatted(job.table().location(), identity.table(), identity.job(), name, job.job()));
        }
        if (!identity.window().equals(window())) {
            throw SluiceException.invalid(
                    "table %s was made with %s, and the job says %s; what is published was told apart by the former, so a table keeps it"
                            .formatted(name, identity.window(), window()));
        }
        if (!identity.format().equals(job.table().format().label())) {
            throw SluiceException.invalid(
                    "table %s was made as %s, and table.format is %s now; a table keeps its format, so choose another table.name"
                            .formatted(
                                    name,
                                    identity.format(),
                                    job.table().format().label()));
        }
    }

    private void verifyLayout(TableHistory history) {
        boolean plain = job.table().layout() == JobConfig.Layout.PLAIN;
        Stream<PublishedPartition> open = history.open().stream()
                .flatMap(slot -> slot.switches().stream())
                .map(Slot.Switch::published);
        Stream.concat(history.partitions().values().stream(), open).findAny().ifPresent(partition -> {
            String folder = PartitionPath.below(job.table().location(), partition.partition());
            if (Locations.same(partition.location(), folder) != plain) {
                throw SluiceException.invalid(
                        "table %s was made with table.layout %s; a table keeps its layout, so choose another table.name"
                                .formatted(job.table().name(), plain ? "versioned" : "plain"));
            }
        });
    }

    /** Columns may come, if rows that do not have them can go without; none goes, and none changes. */
    private void verifyColumns(Map<String, String> published) {
        Map<String, String> columns = job.columnTypes();
        List<String> problems = new ArrayList<>();
        published.forEach((column, type) -> {
            String now = columns.get(column);
            if (now == null) {
                problems.add("column %s (%s) is in published files and no longer in the job; put it back"
                        .formatted(column, type));
            } else if (!now.equals(type)) {
                problems.add("column %s is %s in published files and %s in the job; give the new type a new name"
                        .formatted(column, type, now));
            }
        });
        boolean byPosition = job.table().format() == JobConfig.Format.ORC;
        if (byPosition && problems.isEmpty() && !published.isEmpty() && !sameInOrder(published, columns)) {
            problems.add(
                    "Hive reads ORC files by the position of their columns, so an ORC table keeps its columns and their order, which are %s; new columns need Parquet or Delta, or another table.name"
                            .formatted(published.keySet()));
        }
        if (!published.isEmpty()) {
            job.schema().columns().stream()
                    .filter(column -> !published.containsKey(column.name()))
                    .filter(column ->
                            !column.nullable() && column.defaultValue().isEmpty())
                    .forEach(column -> problems.add(
                            "column %s is new, and records of before do not have it; allow null, or give a default"
                                    .formatted(column.name())));
        }
        if (!problems.isEmpty()) {
            throw SluiceException.invalid("table %s cannot take the job's columns: %s"
                    .formatted(job.table().name(), String.join("; ", problems)));
        }
    }

    private static boolean sameInOrder(Map<String, String> left, Map<String, String> right) {
        return List.copyOf(left.keySet()).equals(List.copyOf(right.keySet()));
    }

    private void verifyTable(CatalogTable table, boolean claimed, Set<String> published) {
        String owner = table.properties().get(TableCatalog.JOB_PROPERTY);
        if (job.job().equals(owner) && !liesWhereItMay(table)) {
            throw SluiceException.invalid(
                    "table %s lies at %s in the metastore, and the job's table.location is %s; set table.location or warehouse to the former, or choose another table.name"
                            .formatted(
                                    job.table().name(),
                                    table.location(),
                                    job.table().location()));
        }
        if (!claimed || !job.job().equals(owner)) {
            throw SluiceException.invalid("table %s at %s %s; it is not this job's to write, choose another table.name"
                    .formatted(
                            job.table().name(),
                            table.location(),
                            owner == null ? "was not made by Sluice" : "belongs to job " + owner));
        }
        if (!table.external()) {
            throw SluiceException.invalid(
                    "table %s is managed by the metastore, which may refuse to move its partitions; make it EXTERNAL"
                            .formatted(job.table().name()));
        }
        job.columnTypes().forEach((column, type) -> {
            // A new column is added with the next publication.
            if (table.types().containsKey(column) || published.contains(column)) {
                verifyColumn(column, type, table);
            }
        });
        Map<String, String> partitionTypes = new LinkedHashMap<>();
        for (PartitionField field : job.table().partitionBy()) {
            partitionTypes.put(field.column(), job.partitionType(field).sql());
        }
        if (!List.copyOf(table.partitionTypes().entrySet()).equals(List.copyOf(partitionTypes.entrySet()))) {
            throw SluiceException.invalid(
                    "table %s is partitioned by %s, and table.partition_by says %s; a table keeps its partitions"
                            .formatted(job.table().name(), table.partitionTypes(), partitionTypes));
        }
    }

    /** The entry of a table without partition columns points to a version of it, which the journal tells. */
    private boolean liesWhereItMay(CatalogTable table) {
        String location = job.table().location();
        return Locations.same(table.location(), location)
                || job.table().partitionBy().isEmpty() && Locations.isVersion(table.location(), location);
    }

    /** Columns that others added are theirs; those that the job writes must be as they were made. */
    private void verifyColumn(String column, String type, CatalogTable table) {
        String found = table.types().get(column);
        if (!type.equalsIgnoreCase(found)) {
            throw SluiceException.invalid(
                    "column %s of table %s is %s in the metastore and %s in the job; somebody altered the table. Set it back: ALTER TABLE %s %s"
                            .formatted(
                                    column,
                                    job.table().name(),
                                    found == null ? "absent" : found.toLowerCase(Locale.ROOT),
                                    type,
                                    job.table().name(),
                                    found == null
                                            ? "ADD COLUMNS (`%s` %s)".formatted(column, type)
                                            : "CHANGE COLUMN `%s` `%s` %s".formatted(column, column, type)));
        }
    }
}
