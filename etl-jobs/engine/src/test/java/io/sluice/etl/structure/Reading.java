package io.sluice.etl.structure;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.Column.Json;
import io.sluice.etl.model.Column.TimeFormat;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.RejectCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Reads lines with a schema made in the test, and collects what the sink is told. */
final class Reading {
    static final ColumnType TEXT = new ColumnType.Text();
    static final ColumnType INT = new ColumnType.Int32();
    static final ColumnType LONG = new ColumnType.Int64();
    static final ColumnType FLOAT = new ColumnType.Float32();
    static final ColumnType DOUBLE = new ColumnType.Float64();
    static final ColumnType BOOLEAN = new ColumnType.Bool();
    static final ColumnType DATE = new ColumnType.CalendarDate();
    static final ColumnType MICROS = new ColumnType.Timestamp(false);
    static final ColumnType MILLIS = new ColumnType.Timestamp(true);
    static final ColumnType BINARY = new ColumnType.Binary();

    /** Bytes before and behind the line in its array, which must not be looked at. */
    private static final byte[] MARGIN = "\"\\\0{]".getBytes(StandardCharsets.US_ASCII);

    private final List<Column> columns;
    private BitSet wanted;
    private JobConfig.UnknownFields unknownFields = JobConfig.UnknownFields.DROP;
    private JobConfig.Limits limits = new JobConfig.Limits(1 << 24, 64, 1000, 100);
    private LandingFormat format = LandingFormats.NDJSON;
    private Surroundings surroundings = Surroundings.NONE;
    private RecordReader reader;

    private Reading(List<Column> columns) {
        this.columns = columns;
        this.wanted = new BitSet();
        wanted.set(0, columns.size() + 1);
    }

    static Reading of(Column... columns) {
        return new Reading(Arrays.asList(columns));
    }

    static Column required(String name, ColumnType type) {
        return new Column(name, type, false, null, "", Json.named(name));
    }

    static Column nullable(String name, ColumnType type) {
        return new Column(name, type, true, null, "", Json.named(name));
    }

    static Column withDefault(String name, ColumnType type, String json) {
        return new Column(name, type, false, json, "", Json.named(name));
    }

    static Column lifted(Column column, String... path) {
        return with(
                column,
                new Json(List.of(path), TimeFormat.ISO, false, column.json().raw()));
    }

    static Column coerced(Column column) {
        return with(column, new Json(column.json().path(), TimeFormat.ISO, true, false));
    }

    static Column raw(Column column) {
        return with(column, new Json(column.json().path(), TimeFormat.ISO, false, true));
    }

    static Column timed(Column column, TimeFormat format) {
        return with(column, new Json(column.json().path(), format, false, false));
    }

    private static Column with(Column column, Json json) {
        return new Column(column.name(), column.type(), column.nullable(), column.defaultJson(), "", json);
    }

    static ColumnType struct(Column... fields) {
        return new ColumnType.Struct(Arrays.asList(fields));
    }

    static ColumnType array(ColumnType element) {
        return new ColumnType.ArrayOf(element, false);
    }

    static ColumnType map(ColumnType value) {
        return new ColumnType.MapOf(value, false);
    }

    Reading unknown(JobConfig.UnknownFields mode) {
        unknownFields = mode;
        return this;
    }

    Reading wanting(int... ordinals) {
        wanted = new BitSet();
        Arrays.stream(ordinals).forEach(wanted::set);
        return this;
    }

    Reading limited(int maxDepth, int maxNumberLength) {
        limits = new JobConfig.Limits(1 << 24, maxDepth, maxNumberLength, 100);
        return this;
    }

    Reading in(LandingFormat value) {
        format = value;
        return this;
    }

    Reading surroundedBy(Surroundings value) {
        surroundings = value;
        return this;
    }

    /** What is told of the only record of a line: values, or code, field and message. */
    String summary(String line) {
        List<Told> told = read(line);
        if (told.size() != 1) {
            throw new AssertionError("expected one record, was told " + told);
        }
        return told.get(0).summary();
    }

    List<String> summaries(String line) {
        return read(line).stream().map(Told::summary).toList();
    }

    Told one(String line) {
        summary(line);
        return read(line).get(0);
    }

    List<Told> read(String line) {
        return read(line.getBytes(StandardCharsets.UTF_8));
    }

    List<Told> read(byte[] line) {
        Collector collector = new Collector();
        reader().read(padded(line), MARGIN.length, line.length, 0, collector);
        return collector.told;
    }

    List<Told> readBroken(byte[] line, RejectCode code, String message) {
        Collector collector = new Collector();
        reader().readBroken(padded(line), MARGIN.length, line.length, 0, code, message, collector);
        return collector.told;
    }

    private static byte[] padded(byte[] line) {
        byte[] padded = new byte[line.length + 2 * MARGIN.length];
        System.arraycopy(MARGIN, 0, padded, 0, MARGIN.length);
        System.arraycopy(line, 0, padded, MARGIN.length, line.length);
        System.arraycopy(MARGIN, 0, padded, MARGIN.length + line.length, MARGIN.length);
        return padded;
    }

    private RecordReader reader() {
        if (reader == null) {
            RecordSchema schema = new RecordSchema("test/record/v1", "test.Record", "", "", columns);
            reader = new RecordReader(schema, wanted, unknownFields, limits, format, surroundings);
        }
        return reader;
    }

    private final class Collector implements RecordSink {
        private final List<Told> told = new ArrayList<>();
        private CollectedCells cells;

        @Override
        public Cells begin() {
            cells = CollectedCells.ofStruct(columns.size() + (rescues() ? 1 : 0));
            return cells;
        }

        private boolean rescues() {
            return unknownFields == JobConfig.UnknownFields.RESCUE;
        }

        @Override
        public void accept(long position, byte[] bytes, int offset, int length, List<String> unknown) {
            told.add(new Told(position, null, null, null, text(bytes, offset, length), cells.values(), unknown));
            cells = null;
        }

        @Override
        public void reject(
                long position, RejectCode code, String field, String message, byte[] bytes, int offset, int length) {
            told.add(new Told(position, code, field, message, text(bytes, offset, length), null, List.of()));
            cells = null;
        }

        private static String text(byte[] bytes, int offset, int length) {
            return new String(bytes, offset, length, StandardCharsets.UTF_8);
        }
    }
}
