package io.sluice.etl.structure;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.structure.UnknownFields.UnknownField;
import java.io.IOException;
import java.util.BitSet;
import java.util.Set;

/** Reads single objects against a schema. */
final class ObjectRecords {
    private final JsonInput input;
    private final JobConfig.UnknownFields unknownFields;
    private final BitSet wanted;
    private final int rescuedOrdinal;
    private final Findings findings = new Findings();
    private final StructReader records;

    ObjectRecords(JsonInput input, RecordSchema schema, BitSet wanted, JobConfig.UnknownFields unknownFields) {
        this.input = input;
        this.unknownFields = unknownFields;
        this.wanted = (BitSet) wanted.clone();
        this.rescuedOrdinal = schema.columns().size();
        this.records =
                new SchemaCompiler(input, findings, unknownFieldsMatter()).record(schema.columns(), this.wanted::get);
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
        findings.clear();
        Cells cells = sink.begin();
        records.fill(in, cells);
        int end = in.end();
        if (findings.mayHoldSuperseded(unknownFieldsMatter())) {
            readWithoutSuperseded(in.bytes(), start, end, cells);
        }
        settleUnknownFields(in.bytes(), cells);
        Fault fault = findings.first();
        if (fault == null) {
            sink.accept(
                    position,
                    in.bytes(),
                    start,
                    end - start,
                    findings.unknownFields().distinctPatterns());
        } else {
            sink.reject(position, fault.code(), fault.field(), fault.message(), in.bytes(), start, end - start);
        }
        return end;
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
