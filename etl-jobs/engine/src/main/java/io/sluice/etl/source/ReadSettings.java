package io.sluice.etl.source;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RecordSchema;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The part of a job that decides what a landed byte becomes, as it travels to the executors. */
record ReadSettings(
        RecordSchema schema,
        String tableColumns,
        JobConfig.UnknownFields unknownFields,
        JobConfig.Limits limits,
        LandingFormat format,
        List<String> key,
        List<PartitionField> partitionBy,
        ZoneId timeZone,
        PartitionField eventTime,
        JobConfig.Late late,
        String runId,
        String rejectFolder,
        String blockFolder,
        boolean quarantineDropped)
        implements Serializable {

    /**
     * The settings of a job.
     *
     * @param rejectFolder where rejects are written; null when they are only counted
     * @param blockFolder where accepted rows are put by; null when they are not
     */
    static ReadSettings of(JobConfig job, String runId, String rejectFolder, String blockFolder) {
        return new ReadSettings(
                job.schema(),
                job.columnsSql(),
                job.unknownFields(),
                job.landing().limits(),
                job.landing().format(),
                job.dedup().key(),
                job.table().partitionBy(),
                job.table().timeZone(),
                job.eventTime().orElse(null),
                job.late(),
                runId,
                rejectFolder,
                blockFolder,
                false);
    }

    /** Types of the cells of a record: the schema's columns, then the rescued fields where there are such. */
    List<ColumnType> cellTypes() {
        List<ColumnType> types = new ArrayList<>();
        schema.columns().forEach(column -> types.add(column.type()));
        if (unknownFields == JobConfig.UnknownFields.RESCUE) {
            types.add(new ColumnType.Text());
        }
        return types;
    }

    /** The same, for a read that only puts the rows it leaves out into quarantine. */
    ReadSettings quarantiningDropped() {
        return new ReadSettings(
                schema,
                tableColumns,
                unknownFields,
                limits,
                format,
                key,
                partitionBy,
                timeZone,
                eventTime,
                late,
                runId,
                rejectFolder,
                null,
                true);
    }
}
