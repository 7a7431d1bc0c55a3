package io.sluice.etl.config;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.schema.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the columns that a job names with those of its schema. */
final class ColumnChecks {
    static final String PATHS = "a list of columns such as [id, repo.id]";
    static final Form<String> PATH = Forms.text("the name of a column");

    private static final Set<String> LINEAGE = Set.of(Lineage.FILE, Lineage.POSITION, Lineage.RUN, Lineage.RESCUED);

    private final RecordSchema schema;

    ColumnChecks(RecordSchema schema) {
        this.schema = schema;
    }

    /** Notes columns of a list that are not there, not scalar, or there twice. */
    void verify(Section section, String name, List<String> paths) {
        Set<String> seen = new HashSet<>();
        for (String path : paths) {
            if (!seen.add(path)) {
                section.problem(name, "%s is there twice; remove one".formatted(path));
            }
            scalar(section, name, path);
        }
    }

    /** Notes a key whose last column cannot count the places of a log. */
    void verifyOffset(Section section, String name, List<String> key) {
        if (key.isEmpty()) {
            return;
        }
        String offset = key.get(key.size() - 1);
        schema.at(offset).map(Column::type).filter(ColumnType::scalar).ifPresent(type -> {
            if (!(type instanceof ColumnType.Int32) && !(type instanceof ColumnType.Int64)) {
                section.problem(
                        name,
                        "the last column of dedup.strategy offset is the offset, and %s is of type %s; name a whole number last"
                                .formatted(offset, type.sql()));
            }
        });
    }

    /** Notes partition columns that take the name of another column, or cannot be made from their source. */
    void verify(List<TableReader.Declared> partitions) {
        for (TableReader.Declared partition : partitions) {
            PartitionField field = partition.field();
            boolean taken =
                    schema.columns().stream().anyMatch(column -> column.name().equals(field.column()));
            if (taken) {
                partition
                        .section()
                        .problem(
                                "column",
                                "%s is a column of the schema; choose another name".formatted(field.column()));
            }
            if (!field.fromLandingDate()) {
                scalar(partition.section(), "from", field.from())
                        .ifPresent(type -> verifyTransform(partition.section(), field, type));
            }
        }
    }

    /** Notes names of partition columns that are taken whatever the schema. */
    static void verifyNames(List<TableReader.Declared> partitions) {
        Set<String> seen = new HashSet<>();
        for (TableReader.Declared partition : partitions) {
            String column = partition.field().column();
            if (LINEAGE.contains(column)) {
                partition
                        .section()
                        .problem(
                                "column",
                                "%s is a column that every table gets; choose another name".formatted(column));
            }
            if (!seen.add(column)) {
                partition.section().problem("column", "%s is there twice; choose another name".formatted(column));
            }
        }
    }

    private static void verifyTransform(Section section, PartitionField field, ColumnType type) {
        boolean instant = type instanceof ColumnType.Timestamp;
        boolean fits =
                switch (field.transform()) {
                    case DAY, MONTH -> instant || type instanceof ColumnType.CalendarDate;
                    case HOUR -> instant;
                    case IDENTITY ->
                        !(instant
                                || type instanceof ColumnType.Float32
                                || type instanceof ColumnType.Float64
                                || type instanceof ColumnType.Binary);
                };
        if (!fits) {
            String needed =
                    switch (field.transform()) {
                        case DAY, MONTH -> "a timestamp or a date";
                        case HOUR -> "a timestamp";
                        case IDENTITY -> "a string, a whole number, a decimal, a boolean or a date";
                    };
            section.problem(
                    section.has("transform") ? "transform" : "from",
                    "%s needs %s, and %s is %s; choose another transform or column"
                            .formatted(Forms.label(field.transform()), needed, field.from(), type.sql()));
        }
    }

    private Optional<ColumnType> scalar(Section section, String name, String path) {
        Optional<ColumnType> type = schema.at(path).map(Column::type);
        if (type.isEmpty()) {
            String guess = Spelling.nearest(path, scalarPaths())
                    .map(near -> "did you mean %s?".formatted(near))
                    .orElse("its columns are "
                            + String.join(
                                    ", ",
                                    schema.columns().stream().map(Column::name).toList()));
            section.problem(name, "schema %s has no column %s; %s".formatted(schema.name(), path, guess));
        } else if (!type.get().scalar()) {
            section.problem(
                    name,
                    "%s is of type %s, which has no order; name a column of a single value"
                            .formatted(path, kind(type.get())));
            return Optional.empty();
        }
        return type;
    }

    private static String kind(ColumnType type) {
        return type.sql().substring(0, type.sql().indexOf('<'));
    }

    private List<String> scalarPaths() {
        List<String> paths = new ArrayList<>();
        addScalarPaths("", schema.columns(), paths);
        return paths;
    }

    private static void addScalarPaths(String prefix, List<Column> columns, List<String> paths) {
        for (Column column : columns) {
            if (column.type().scalar()) {
                paths.add(prefix + column.name());
            } else if (column.type() instanceof ColumnType.Struct struct) {
                addScalarPaths(prefix + column.name() + ".", struct.fields(), paths);
            }
        }
    }
}
