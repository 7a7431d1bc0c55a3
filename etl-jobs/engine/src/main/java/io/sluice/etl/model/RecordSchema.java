package io.sluice.etl.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The columns of a record, in the order of its schema.
 *
 * @param version how the job names the schema, such as {@code github/events/v1}
 * @param name the record's full name
 * @param doc what a record is, for the table's comment; empty when the schema does not say
 * @param fingerprint a hash of everything that changes how a record is read
 */
public record RecordSchema(String version, String name, String doc, String fingerprint, List<Column> columns)
        implements Serializable {
    public RecordSchema {
        columns = List.copyOf(columns);
    }

    /** The same record with more columns after its own. */
    public RecordSchema plus(List<Column> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Column> all = new ArrayList<>(columns);
        all.addAll(more);
        String names = more.stream().map(Column::name).collect(Collectors.joining("+"));
        return new RecordSchema(version, name, doc, fingerprint + "+" + names, all);
    }

    /** The columns with their types, as Spark and Hive write them in DDL. */
    public String sql() {
        return columns.stream()
                .map(column -> column.name() + " " + column.type().sql())
                .collect(Collectors.joining(", "));
    }

    /** The column at a dotted path such as {@code repo.id}, if there is one. */
    public Optional<Column> at(String path) {
        List<Column> level = columns;
        Column found = null;
        for (String name : path.split("\\.", -1)) {
            found = level.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return Optional.empty();
            }
            level = found.type() instanceof ColumnType.Struct struct ? struct.fields() : List.of();
        }
        return Optional.ofNullable(found);
    }
}
