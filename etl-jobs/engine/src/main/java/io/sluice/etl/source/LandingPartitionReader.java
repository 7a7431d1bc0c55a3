package io.sluice.etl.source;

import io.sluice.etl.framing.Slices;
import io.sluice.etl.model.FileTally;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.model.TaskSummary;
import io.sluice.etl.structure.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;

/** Reads a task's files one after the other; its last row is the summary, where the summary is asked for. */
final class LandingPartitionReader implements PartitionReader<InternalRow> {
    private final StructType readSchema;
    private final Iterator<FileTask> files;
    private final RejectFile rejects;
    private final BlockSpool spool;
    private final RowSink sink;
    private final FileSurroundings surroundings;
    private final RecordFeed feed;
    private final LandedInput input;
    private final List<FileTally> tallies = new ArrayList<>();
    private final int summaryColumn;

    private Slices slices;
    private boolean summarized;
    private InternalRow row;

    /** @param tasks how many there are of the read */
    LandingPartitionReader(
            ReadSettings settings,
            StructType readSchema,
            WantedCells wanted,
            List<FileTask> files,
            String attemptName,
            int tasks,
            Configuration configuration) {
        this.readSchema = readSchema;
        this.files = files.iterator();
        this.rejects = settings.rejectFolder() == null
                ? null
                : new RejectFile(settings.rejectFolder(), attemptName, configuration);
        this.spool = settings.blockFolder() == null
                ? null
                : new BlockSpool(settings.cellTypes(), settings.blockFolder(), attemptName, configuration, tasks);
        this.sink = new RowSink(settings, readSchema, rejects, spool);
        this.surroundings =
                new FileSurroundings(settings.format(), () -> sink.tally().read());
        RecordReader records = new RecordReader(
                settings.schema(),
                wanted.ordinals(),
                settings.unknownFields(),
                settings.limits(),
                settings.format(),
                surroundings);
        this.feed = new RecordFeed(records, settings.limits());
        this.input = new LandedInput(settings.format(), settings.limits(), configuration);
        this.summaryColumn = List.of(readSchema.fieldNames()).indexOf(StepColumns.SUMMARY);
    }

    @Override
    public boolean next() throws IOException {
        row = sink.poll();
        while (row == null) {
            if (slices == null && !openNext()) {
                return summarize();
            }
            readSlice();
            row = sink.poll();
        }
        return true;
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public void close() throws IOException {
        closeFile();
        if (rejects != null) {
            rejects.close();
        }
        if (spool != null) {
            spool.close();
        }
    }

    private boolean openNext() throws IOException {
        if (!files.hasNext()) {
            return false;
        }
        FileTask task = files.next();
        slices = input.open(task);
        surroundings.enter(task.file().path());
        sink.enter(task);
        return true;
    }

    private void readSlice() throws IOException {
        if (!feed.feed(slices, sink)) {
            tallies.add(sink.tally().build());
            if (spool != null) {
                spool.endFile();
            }
            closeFile();
        }
    }

    private void closeFile() throws IOException {
        if (slices != null) {
            slices.close();
            slices = null;
        }
    }

    private boolean summarize() throws IOException {
        if (summaryColumn < 0 || summarized) {
            return false;
        }
        summarized = true;
        List<String> rejectFiles = rejects == null ? List.of() : rejects.complete();
        Object[] values = new Object[readSchema.length()];
        values[summaryColumn] =
                new TaskSummary(tallies, rejectFiles, spool == null ? List.of() : spool.complete()).toBytes();
        row = new GenericInternalRow(values);
        return true;
    }
}
