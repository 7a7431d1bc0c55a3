package io.sluice.etl.source;

import io.sluice.etl.framing.Decompression;
import io.sluice.etl.framing.NdjsonSlices;
import io.sluice.etl.framing.SliceEnd;
import io.sluice.etl.framing.Slices;
import io.sluice.etl.model.FileTally;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.model.TaskSummary;
import io.sluice.etl.structure.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;

/** Reads a task's files one after the other; its last row is the summary, where the summary is asked for. */
final class LandingPartitionReader implements PartitionReader<InternalRow> {
    private final ReadSettings settings;
    private final StructType readSchema;
    private final Configuration configuration;
    private final Iterator<FileTask> files;
    private final RejectFile rejects;
    private final BlockSpool spool;
    private final RowSink sink;
    private final RecordReader records;
    private final List<FileTally> tallies = new ArrayList<>();
    private final int summaryColumn;

    private Slices slices;
    private boolean summarized;
    private InternalRow row;

    LandingPartitionReader(
            ReadSettings settings,
            StructType readSchema,
            WantedCells wanted,
            List<FileTask> files,
            String attemptName,
            Configuration configuration) {
        this.settings = settings;
        this.readSchema = readSchema;
        this.configuration = configuration;
        this.files = files.iterator();
        this.rejects = settings.rejectFolder() == null
                ? null
                : new RejectFile(settings.rejectFolder(), attemptName, configuration);
        this.spool = settings.blockFolder() == null
                ? null
                : new BlockSpool(settings.cellTypes(), settings.blockFolder(), attemptName, configuration);
        this.sink = new RowSink(settings, readSchema, rejects, spool);
        this.records =
                new RecordReader(settings.schema(), wanted.ordinals(), settings.unknownFields(), settings.limits());
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
        slices = new NdjsonSlices(Decompression.open(stored(task), settings.limits()), settings.limits());
        sink.enter(task);
        return true;
    }

    /** Locally the raw file system opens what the checksumming one cannot: names with a colon. */
    private InputStream stored(FileTask task) throws IOException {
        Path path = new Path(task.file().uri());
        FileSystem fileSystem = path.getFileSystem(configuration);
        return fileSystem instanceof LocalFileSystem local
                ? local.getRawFileSystem().open(path)
                : fileSystem.open(path);
    }

    private void readSlice() throws IOException {
        if (!slices.next()) {
            tallies.add(sink.tally().build());
            if (spool != null) {
                spool.endFile();
            }
            closeFile();
            return;
        }
        if (slices.end() instanceof SliceEnd.Broken broken) {
            records.readBroken(
                    slices.bytes(),
                    slices.offset(),
                    slices.length(),
                    slices.position(),
                    broken.code(),
                    broken.message(),
                    sink);
        } else if (slices.end() instanceof SliceEnd.TooLarge tooLarge) {
            sink.reject(
                    slices.position(),
                    RejectCode.TOO_LARGE,
                    "",
                    "a record of %d bytes, more than landing.max_record_size %d; the bytes kept are its beginning"
                            .formatted(tooLarge.length(), settings.limits().maxRecordSize()),
                    slices.bytes(),
                    slices.offset(),
                    slices.length());
        } else {
            records.read(slices.bytes(), slices.offset(), slices.length(), slices.position(), sink);
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
