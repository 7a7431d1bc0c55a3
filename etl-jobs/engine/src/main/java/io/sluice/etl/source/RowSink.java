package io.sluice.etl.source;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.Reject;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.structure.Cells;
import io.sluice.etl.structure.RecordSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Turns the records of a file into rows of the columns asked for, counts them, and hands rejects to quarantine. */
final class RowSink implements RecordSink {
    private static final String CONFLICT =
            "it lost to another record of its key whose content differs, and dedup.conflicts is quarantine";

    private final ReadSettings settings;
    private final RecordRules rules;
    private final PartitionNames partitions;
    private final RejectFile rejects;
    private final RowColumn[] columns;
    private final int cellCount;
    private final UTF8String run;
    private final Queue<InternalRow> rows = new ArrayDeque<>();

    private FileTask task;
    private UTF8String fileName;
    private TallyBuilder tally;
    private ObjectCells cells;

    /** @param rejects where rejects go; null when they are only counted */
    RowSink(ReadSettings settings, StructType readSchema, RejectFile rejects) {
        this.settings = settings;
        this.rules = new RecordRules(settings);
        this.partitions = new PartitionNames(settings.schema(), settings.partitionBy(), settings.timeZone());
        this.rejects = rejects;
        this.columns = Arrays.stream(readSchema.fieldNames()).map(this::column).toArray(RowColumn[]::new);
        boolean rescue = settings.unknownFields() == JobConfig.UnknownFields.RESCUE;
        this.cellCount = settings.schema().columns().size() + (rescue ? 1 : 0);
        this.run = UTF8String.fromString(settings.runId());
    }

    /** Begins a file. */
    void enter(FileTask next) {
        task = next;
        fileName = UTF8String.fromString(next.file().path());
        tally = new TallyBuilder(next.file().path(), next.part());
        rules.enter(next.file().date());
    }

    TallyBuilder tally() {
        return tally;
    }

    /** The next row; null when another record must be read first. */
    InternalRow poll() {
        return rows.poll();
    }

    @Override
    public Cells begin() {
        cells = ObjectCells.ofStruct(cellCount);
        return cells;
    }

    @Override
    public void accept(long position, byte[] bytes, int offset, int length, List<String> unknownFields) {
        RecordRules.Violation violation = rules.violation(cells);
        if (violation == null) {
            violation = partitions.violation(cells, task.file().date());
        }
        if (violation != null) {
            reject(position, violation.code(), violation.field(), violation.message(), bytes, offset, length);
            return;
        }
        UTF8String partition = partitions.of(cells, task.file().date());
        tally.accepted(partition, unknownFields);
        if (task.drop() == null || !task.drop().contains(position)) {
            Object[] values = new Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                values[i] = columns[i].value(position, partition);
            }
            rows.add(new GenericInternalRow(values));
        } else if (settings.quarantineDropped()) {
            write(position, RejectCode.CONFLICT, "", CONFLICT, bytes, offset, length);
        }
    }

    @Override
    public void reject(
            long position, RejectCode code, String field, String message, byte[] bytes, int offset, int length) {
        tally.rejected(code);
        if (rejects != null && !settings.quarantineDropped()) {
            write(position, code, field, message, bytes, offset, length);
        }
    }

    private void write(
            long position, RejectCode code, String field, String message, byte[] bytes, int offset, int length) {
        byte[] raw = Arrays.copyOfRange(bytes, offset, offset + length);
        try {
            rejects.write(new Reject(task.file().path(), position, code, field, message, raw));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RowColumn column(String name) {
        return switch (name) {
            case Lineage.FILE -> (position, partition) -> fileName;
            case Lineage.POSITION -> (position, partition) -> position;
            case Lineage.RUN -> (position, partition) -> run;
            case StepColumns.PARTITION -> (position, partition) -> partition;
            case StepColumns.FILE_NUMBER -> (position, partition) -> task.number();
            case StepColumns.SUMMARY -> (position, partition) -> null;
            case Lineage.RESCUED -> cell(settings.schema().columns().size());
            default -> cell(ColumnPath.of(settings.schema(), name).ordinals()[0]);
        };
    }

    private RowColumn cell(int ordinal) {
        return (position, partition) -> cells.catalystValue(ordinal);
    }

    /** Gives the value of one output column for the current record. */
    private interface RowColumn {
        Object value(long position, UTF8String partition);
    }
}
