package io.sluice.etl.source;

import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.RecordSchema;
import java.util.BitSet;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * The top-level cells that a read must fill.
 *
 * @param ordinals of the schema's columns; the one after the last stands for the rescued fields
 */
record WantedCells(BitSet ordinals) {
    /** All where rows are put by, else those of the columns asked for, and those that the job's rules and partitions look at. */
    static WantedCells of(ReadSettings settings, StructType readSchema) {
        RecordSchema schema = settings.schema();
        BitSet ordinals = new BitSet();
        if (settings.blockFolder() != null) {
            ordinals.set(0, schema.columns().size() + 1);
            return new WantedCells(ordinals);
        }
        Set<String> asked = Set.of(readSchema.fieldNames());
        for (int i = 0; i < schema.columns().size(); i++) {
            ordinals.set(i, asked.contains(schema.columns().get(i).name()));
        }
        ordinals.set(schema.columns().size(), asked.contains(Lineage.RESCUED));
        settings.key().forEach(path -> ordinals.set(ColumnPath.of(schema, path).ordinals()[0]));
        settings.partitionBy().stream()
                .filter(field -> !field.fromLandingDate())
                .forEach(field ->
                        ordinals.set(ColumnPath.of(schema, field.from()).ordinals()[0]));
        return new WantedCells(ordinals);
    }
}
