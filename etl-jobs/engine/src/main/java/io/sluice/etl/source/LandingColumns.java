package io.sluice.etl.source;

import io.sluice.etl.model.StepColumns;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns that a landing offers. */
final class LandingColumns {
    private LandingColumns() {}

    /**
     * Everything that can be read, in order: the table's columns, then those of the steps.
     *
     * @param tableColumns content, rescued fields and lineage, as DDL
     */
    static StructType all(String tableColumns) {
        return StructType.fromDDL(tableColumns)
                .add(StepColumns.PARTITION, DataTypes.StringType)
                .add(StepColumns.FILE_NUMBER, DataTypes.IntegerType)
                .add(StepColumns.SUMMARY, DataTypes.BinaryType);
    }
}
