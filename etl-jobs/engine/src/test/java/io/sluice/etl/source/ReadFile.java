package io.sluice.etl.source;

import io.sluice.etl.framing.LandedRecords;
import io.sluice.etl.framing.Slices;
import io.sluice.etl.model.Column;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.JobConfig.UnknownFields;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.structure.Cells;
import io.sluice.etl.structure.RecordReader;
import io.sluice.etl.structure.RecordSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a file's bytes as a task does, and collects what is told of its records. */
final class ReadFile implements RecordSink {
    private static final Limits LIMITS = new Limits(1 << 20, 100, 1_000, 1_000);

    private final int columns;
    private final List<Told> told = new ArrayList<>();
    private ObjectCells cells;

    /**
     * What was told of a record.
     *
     * @param values as text, null where there is none; of a reject none at all
     * @param code null where it is a row
     */
    record Told(long position, List<String> values, RejectCode code, String message) {
        /** Values, or code and message, with bars between. */
        String line() {
            return code == null ? String.join("|", values) : code + "|" + message;
        }
    }

    private ReadFile(int columns) {
        this.columns = columns;
    }

    static List<Told> as(String preset, String path, byte[] file, List<Column> columns) throws IOException {
        LandingFormat format = LandingFormats.named(preset).orElseThrow();
        try (Slices slices = LandedRecords.open(new ByteArrayInputStream(file), format, LIMITS)) {
            return all(slices, format, path, columns);
        }
    }

    static List<Told> all(Slices slices, LandingFormat format, String path, List<Column> columns) throws IOException {
        ReadFile sink = new ReadFile(columns.size());
        FileSurroundings surroundings = new FileSurroundings(format, sink.told::size);
        surroundings.enter(path);
        BitSet all = new BitSet();
        all.set(0, columns.size() + 1);
        RecordReader records = new RecordReader(schema(columns), all, UnknownFields.DROP, LIMITS, format, surroundings);
        RecordFeed feed = new RecordFeed(records, LIMITS);
        while (feed.feed(slices, sink)) {
            continue;
        }
        return sink.told;
    }

    static RecordSchema schema(List<Column> columns) {
        return new RecordSchema("", "", "", "", columns);
    }

    @Override
    public Cells begin() {
        cells = ObjectCells.ofStruct(columns);
        return cells;
    }

    @Override
    public void accept(long position, byte[] bytes, int offset, int length, List<String> unknownFields) {
        List<String> values = IntStream.range(0, columns)
                .mapToObj(ordinal -> String.valueOf(cells.at(new int[] {ordinal})))
                .toList();
        told.add(new Told(position, values, null, ""));
    }

    @Override
    public void reject(
            long position, RejectCode code, String field, String message, byte[] bytes, int offset, int length) {
        told.add(new Told(position, List.of(), code, message));
    }
}
