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
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Turns the records of a file into rows of the columns asked for, counts them, and hands rejects to quarantine. */
final class RowSink implements RecordSink {
    private static final String CONFLICT =
            "it lost to another record of its key whose content differs, and dedup.conflicts is quarantine";

    /** A column that is none of the record's. */
    private enum Other {
        FILE,
        POSITION,
        RUN,
        PARTITION,
        FILE_NUMBER;

        /** Null for a column that no record fills. */
        static Other of(String column) {
            return switch (column) {
                case Lineage.FILE -> FILE;
                case Lineage.POSITION -> POSITION;
                case Lineage.RUN -> RUN;
                case StepColumns.PARTITION -> PARTITION;
                case StepColumns.FILE_NUMBER -> FILE_NUMBER;
                default -> null;
            };
        }
    }

    private final ReadSettings settings;
    private final RecordRules rules;
    private final PartitionNames partitions;
    private final RejectFile rejects;
    private final BlockSpool spool;
    /** What each column is that is filled from beside the cells; null for others. */
    private final Other[] others;

    private final int[] cellOf;
    private final int cellCount;
    private final UTF8String run;
    private final Queue<LandedRow> rows = new ArrayDeque<>();
    /** Rows whose records are done with, to be filled again. */
    private final Deque<LandedRow> spare = new ArrayDeque<>();

    private FileTask task;
    private UTF8String fileName;
    private Integer fileNumber;
    private TallyBuilder tally;
    private LandedRow row;
    private LandedRow given;

    /**
     * A sink of one task.
     *
     * @param rejects where rejects go; null when they are only counted
     * @param spool where accepted rows are put by; null when they are not
     */
    RowSink(ReadSettings settings, StructType readSchema, RejectFile rejects, BlockSpool spool) {
        this.settings = settings;
        this.rules = new RecordRules(settings);
        this.partitions = new PartitionNames(settings.schema(), settings.partitionBy(), settings.timeZone());
        this.rejects = rejects;
        this.spool = spool;
        this.cellOf =
                Arrays.stream(readSchema.fieldNames()).mapToInt(this::cell).toArray();
        this.others = Arrays.stream(readSchema.fieldNames())
                .map(column -> cell(column) == LandedRow.NO_CELL ? Other.of(column) : null)
                .toArray(Other[]::new);
        boolean rescue = settings.unknownFields() == JobConfig.UnknownFields.RESCUE;
        this.cellCount = settings.schema().columns().size() + (rescue ? 1 : 0);
        this.run = UTF8String.fromString(settings.runId());
    }

    /** Begins a file. */
    void enter(FileTask next) {
        task = next;
        fileName = UTF8String.fromString(next.file().path());
        fileNumber = next.number();
        tally = new TallyBuilder(next.file().path(), next.part());
        rules.enter(next.file().date());
    }

    TallyBuilder tally() {
        return tally;
    }

    /** The next row, good until the following call; null when another record must be read first. */
    InternalRow poll() {
        if (given != null) {
            spare.push(given);
        }
        given = rows.poll();
        return given;
    }

    @Override
    public Cells begin() {
        if (row == null) {
            row = spare.isEmpty() ? new LandedRow(ObjectCells.ofStruct(cellCount), cellOf) : spare.pop();
        }
        row.cells().clear();
        return row.cells();
    }

    @Override
    public void accept(long position, byte[] bytes, int offset, int length, List<String> unknownFields) {
        ObjectCells cells = row.cells();
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
        if (spool != null) {
            spool.append(task.file().path(), partition, position, cells);
        }
        if (task.drop() == null || !task.drop().contains(position)) {
            for (int i = 0; i < others.length; i++) {
                if (others[i] != null) {
                    row.set(i, other(others[i], position, partition));
                }
            }
            rows.add(row);
            row = null;
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
        ByteBuffer raw = ByteBuffer.wrap(bytes, offset, length);
        try {
            rejects.write(new Reject(task.file().path(), position, code, field, message, raw));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private int cell(String column) {
        return switch (column) {
            case Lineage.FILE,
                    Lineage.POSITION,
                    Lineage.RUN,
                    StepColumns.PARTITION,
                    StepColumns.FILE_NUMBER,
                    StepColumns.SUMMARY -> LandedRow.NO_CELL;
            case Lineage.RESCUED -> settings.schema().columns().size();
            default -> ColumnPath.of(settings.schema(), column).ordinals()[0];
        };
    }

    private Object other(Other column, long position, UTF8String partition) {
        return switch (column) {
            case FILE -> fileName;
            case POSITION -> position;
            case RUN -> run;
            case PARTITION -> partition;
            case FILE_NUMBER -> fileNumber;
        };
    }
}
