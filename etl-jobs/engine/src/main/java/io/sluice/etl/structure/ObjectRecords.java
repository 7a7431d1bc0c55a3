package io.sluice.etl.structure;

import io.sluice.etl.model.EnvelopeValues;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.structure.UnknownFields.UnknownField;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Reads single objects against a schema. */
final class ObjectRecords {
    private final JsonInput input;
    private final JobConfig.UnknownFields unknownFields;
    private final BitSet wanted;
    private final int rescuedOrdinal;
    private final Findings findings = new Findings();
    private final StructReader records;
    /** Reads the columns that are found around the record; null when there are none. */
    private final StructReader envelope;

    /** @param groups first names of the paths of columns that are found around the record */
    ObjectRecords(
            JsonInput input,
            RecordSchema schema,
            BitSet wanted,
            JobConfig.UnknownFields unknownFields,
            Set<String> groups) {
        this.input = input;
        this.unknownFields = unknownFields;
        this.wanted = (BitSet) wanted.clone();
        this.rescuedOrdinal = schema.columns().size();
        SchemaCompiler compiler = new SchemaCompiler(input, findings, unknownFieldsMatter());
        IntPredicate around = ordinal -> {
            List<String> path = schema.columns().get(ordinal).json().path();
            return path.size() > 1 && groups.contains(path.get(0));
        };
        boolean enveloped = IntStream.range(0, schema.columns().size()).anyMatch(around);
        this.records = compiler.record(schema.columns(), this.wanted::get, around.negate());
        this.envelope = enveloped ? compiler.record(schema.columns(), this.wanted::get, around) : null;
    }

    /**
     * Reads the object at the cursor to its last token and tells the sink.
     *
     * @param start index of its first byte
     * @param position its place in the file
     * @return index after its last byte
     * @throws IOException when it is not JSON or too deep; the sink has then given cells and was told nothing
     */
    int read(JsonCursor in, int start, long position, RecordSink sink) throws IOException {
        Cells cells = sink.begin();
        int end = fill(in, start, cells);
        Landed landed = new Landed(in.bytes(), start, end - start, position, sink);
        tell(landed, findings.unknownFields().distinctPatterns());
        return end;
    }

    /**
     * Reads the object at the cursor, and the columns around it.
     *
     * @param start index of its first byte
     * @param landed what is told of
     * @param values what surrounds the object
     * @throws IOException as {@link #read}
     */
    void readWithin(JsonCursor in, int start, Landed landed, EnvelopeValues values) throws IOException {
        Cells cells = landed.sink().begin();
        fill(in, start, cells);
        List<String> unknown = findings.unknownFields().distinctPatterns();
        if (envelope != null && !findings.faulty()) {
            byte[] json = values.toJson();
            try (JsonCursor around = input.open(json, 0, json.length)) {
                around.next();
                envelope.fill(around, cells);
            }
        }
        tell(landed, unknown);
    }

    private int fill(JsonCursor in, int start, Cells cells) throws IOException {
        findings.clear();
        records.fill(in, cells);
        int end = in.end();
        if (findings.mayHoldSuperseded(unknownFieldsMatter())) {
            readWithoutSuperseded(in.bytes(), start, end, cells);
        }
        settleUnknownFields(in.bytes(), cells);
        return end;
    }

    private void tell(Landed landed, List<String> unknown) {
        Fault fault = findings.first();
        if (fault == null) {
            landed.accept(unknown);
        } else {
            landed.reject(fault);
        }
    }

    private void readWithoutSuperseded(byte[] bytes, int start, int end, Cells cells) throws IOException {
        Set<Integer> superseded;
        try (JacksonCursor names = input.open(bytes, start, end)) {
            superseded = DuplicateNames.superseded(names);
        }
        findings.clear();
        wanted.stream().filter(ordinal -> ordinal < rescuedOrdinal).forEach(cells::setNull);
        try (JsonCursor again = input.open(bytes, start, end, superseded)) {
            again.next();
            records.fill(again, cells);
        }
    }

    private void settleUnknownFields(byte[] bytes, Cells cells) {
        UnknownFields unknown = findings.unknownFields();
        if (unknown.count() == 0) {
            return;
        }
        switch (unknownFields) {
            case DROP -> {}
            case RESCUE -> rescue(unknown, bytes, cells);
            case REJECT -> {
                UnknownField first = unknown.all().get(0);
                String found = MessageText.excerpt(bytes, first.start(), first.end());
                findings.fault(
                        RejectCode.UNKNOWN_FIELD, first.start(), first.path(), "not in the schema, found " + found);
            }
        }
    }

    private void rescue(UnknownFields unknown, byte[] bytes, Cells cells) {
        if (wanted.get(rescuedOrdinal)) {
            Utf8Scratch json = input.scratch();
            RescuedFields.write(unknown.all(), bytes, json);
            cells.setText(rescuedOrdinal, json.bytes(), 0, json.length());
        }
    }

    private boolean unknownFieldsMatter() {
        return unknownFields != JobConfig.UnknownFields.DROP;
    }
}
