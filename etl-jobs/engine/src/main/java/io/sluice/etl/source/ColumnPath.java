package io.sluice.etl.source;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.RecordSchema;
import java.util.List;

/**
 * A dotted path through structs, resolved to ordinals.
 *
 * @param ordinals from the top-level column down
 * @param type of the column at the end
 */
record ColumnPath(String path, int[] ordinals, ColumnType type) {
    /**
     * Resolves a path.
     *
     * @throws IllegalArgumentException when the schema has no such column
     */
    static ColumnPath of(RecordSchema schema, String path) {
        String[] names = path.split("\\.", -1);
        int[] ordinals = new int[names.length];
        List<Column> level = schema.columns();
        ColumnType type = null;
        for (int depth = 0; depth < names.length; depth++) {
            String name = names[depth];
            int ordinal = 0;
            while (ordinal < level.size() && !level.get(ordinal).name().equals(name)) {
                ordinal++;
            }
            if (ordinal == level.size()) {
                throw new IllegalArgumentException("no column " + path + " in schema " + schema.name());
            }
            ordinals[depth] = ordinal;
            type = level.get(ordinal).type();
            level = type instanceof ColumnType.Struct struct ? struct.fields() : List.of();
        }
        return new ColumnPath(path, ordinals, type);
    }
}
