package io.sluice.etl.source;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.RecordSchema;
import java.io.Serializable;
import java.time.ZoneId;
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
        boolean quarantineDropped)
        implements Serializable {

    /**
     * The settings of a job.
     *
     * @param rejectFolder where rejects are written; null when they are only counted
     */
    static ReadSettings of(JobConfig job, String runId, String rejectFolder) {
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
                false);
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
                true);
    }
}
