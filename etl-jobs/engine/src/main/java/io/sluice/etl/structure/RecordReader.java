package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.model.RejectCode;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Reads lines against a schema: every value of a line is accepted or rejected, and no input throws.
 *
 * <p>Mostly a line is one object. Of several values on a line those that are complete count, each on its own; from the
 * first byte of a value whose encoding or syntax is faulty, or that is too deep, the rest of the line is one reject.
 * Encoding comes before syntax, syntax before what the schema demands, and then the first fault in byte order counts.
 *
 * <p>Instances can be used again and again, by one thread.
 */
public final class RecordReader {
    private static final List<String> TOMBSTONE = List.of(EnvelopeGroup.KAFKA, "tombstone");

    private final JsonInput input;
    private final ObjectRecords records;
    /** Reads records that have something around them; null where the format gives them bare. */
    private final WrappedRecords wrapped;

    private final int maxDepth;

    /**
     * Compiles a schema.
     *
     * @param wanted ordinals of the columns to fill; the number of columns stands for the unknown fields as JSON text,
     *     which {@link JobConfig.UnknownFields#RESCUE} keeps. Everything is validated whatever is wanted.
     * @param format whose envelopes are taken off; columns whose {@code json.path} begins with one of its groups are found
     *     around records
     * @param surroundings what is known of a record's place
     * @throws io.sluice.etl.model.SluiceException when the default of a field does not fit the field
     */
    public RecordReader(
            RecordSchema schema,
            BitSet wanted,
            JobConfig.UnknownFields unknownFields,
            JobConfig.Limits limits,
            LandingFormat format,
            Surroundings surroundings) {
        Set<String> groups = format.envelopeGroups();
        this.input = new JsonInput(limits);
        this.records = new ObjectRecords(input, schema, wanted, unknownFields, groups);
        this.maxDepth = limits.maxDepth();
        boolean tombstones = schema.columns().stream()
                .anyMatch(column -> column.json().path().equals(TOMBSTONE));
        this.wrapped = groups.isEmpty()
                ? null
                : new WrappedRecords(input, records, Layer.of(format.envelopes()), surroundings, tombstones, maxDepth);
    }

    /**
     * Reads a whole line.
     *
     * @param position place of its first byte in the file
     */
    public void read(byte[] bytes, int offset, int length, long position, RecordSink sink) {
        int end = offset + length;
        Line line = new Line(bytes, offset, end, position, sink);
        int start = readStrictly(line, ByteScan.notBlank(bytes, offset, end));
        if (start < end) {
            readRest(line, start);
        }
    }

    /** Reads a line from the first byte on that was not read strictly. */
    private void readRest(Line line, int start) {
        byte[] bytes = line.bytes();
        int end = line.end();
        int soundEnd = EncodingCheck.firstFault(bytes, start, end);
        Line sound = new Line(bytes, line.start(), soundEnd, line.startPosition(), line.sink());
        Rest rest = start < soundEnd ? readGenerally(sound, start, soundEnd < end) : new Rest(start, null);
        if (rest.start() < end) {
            Fault fault = soundEnd < end ? LineFaults.encoding(bytes, rest.start(), soundEnd, end) : rest.fault();
            line.rejectRest(rest.start(), end, fault.code(), fault.message());
        }
    }

    /**
     * Reads what there is of a line that breaks off.
     *
     * <p>Complete values count as in any line. What is left, be it nothing, is one reject; a number or literal at the
     * very end belongs to it, because more of it may be missing.
     *
     * @param position place of its first byte in the file
     * @param code why the line breaks off
     */
    public void readBroken(
            byte[] bytes, int offset, int length, long position, RejectCode code, String message, RecordSink sink) {
        int end = offset + length;
        int soundEnd = EncodingCheck.firstFault(bytes, offset, end);
        Rest rest = readValues(new Line(bytes, offset, soundEnd, position, sink), true);
        new Line(bytes, offset, end, position, sink).rejectRest(rest.start(), end, code, message);
    }

    /**
     * Reads a record whose outer envelopes were taken off with the framing.
     *
     * @param raw the record as it landed; its position is the record's
     * @param outer what those envelopes hold
     */
    public void readWrapped(byte[] bytes, int offset, int length, Raw raw, EnvelopeValues outer, RecordSink sink) {
        wrapped.read(bytes, offset, length, raw.landed(sink), outer, false);
    }

    /**
     * Reads what there is of a record whose outer envelopes were taken off, and that breaks off.
     *
     * @param code why it breaks off
     */
    public void readBrokenWrapped(
            byte[] bytes,
            int offset,
            int length,
            Raw raw,
            EnvelopeValues outer,
            RejectCode code,
            String message,
            RecordSink sink) {
        boolean told = length > 0 && wrapped.read(bytes, offset, length, raw.landed(sink), outer, true);
        int rest = told ? 0 : raw.length();
        int from = told ? raw.offset() + raw.length() : raw.offset();
        long position = told ? raw.position() + raw.length() : raw.position();
        sink.reject(position, code, "", message, raw.bytes(), from, rest);
    }

    /**
     * A record as it landed.
     *
     * @param offset index of its first byte
     * @param position its place in the file
     */
    public record Raw(byte[] bytes, int offset, int length, long position) {
        private Landed landed(RecordSink sink) {
            return new Landed(bytes, offset, length, position, sink);
        }
    }

    /** @param cut whether the line goes on behind the bytes given */
    private Rest readValues(Line line, boolean cut) {
        int first = ByteScan.notBlank(line.bytes(), line.start(), line.end());
        int start = readStrictly(line, first);
        return start < line.end() ? readGenerally(line, start, cut) : new Rest(start, null);
    }

    /** Reads the first value if it is an object and plain; index of the first byte that is left. */
    private int readStrictly(Line line, int first) {
        if (wrapped != null || first == line.end() || line.bytes()[first] != '{') {
            return first;
        }
        StrictCursor in = input.openStrictly(line.bytes(), first, line.end());
        try {
            in.next();
            int end = records.read(in, first, line.position(first), line.sink());
            return ByteScan.notBlank(line.bytes(), end, line.end());
        } catch (IOException leftToJackson) {
            return first;
        }
    }

    private Rest readGenerally(Line line, int first, boolean cut) {
        int start = first;
        if (line.bytes()[first] < 0) {
            // The parser would pass over a byte order mark here.
            return new Rest(first, LineFaults.syntax(line.bytes(), first, first, line.end()));
        }
        try (JacksonCursor in = input.open(line.bytes(), first, line.end())) {
            while (start < line.end()) {
                int end = readValue(in, line, start, cut);
                if (end < 0) {
                    break;
                }
                start = ByteScan.notBlank(line.bytes(), end, line.end());
            }
            return new Rest(start, null);
        } catch (StreamConstraintsException tooDeep) {
            return new Rest(start, LineFaults.depth(start, maxDepth));
        } catch (JsonEOFException unfinished) {
            return new Rest(start, LineFaults.unfinished(line.bytes(), start, line.end()));
        } catch (IOException notJson) {
            int fault = LineFaults.place(notJson, first, line.end());
            return new Rest(start, LineFaults.syntax(line.bytes(), start, fault, line.end()));
        }
    }

    /** Index after the value; -1 when it may go on where the line is cut. */
    private int readValue(JacksonCursor in, Line line, int start, boolean cut) throws IOException {
        JsonToken token = in.next();
        if (wrapped != null && token != null) {
            return wrapped.read(in, line, start, cut);
        }
        if (token == JsonToken.START_OBJECT) {
            return records.read(in, start, line.position(start), line.sink());
        }
        in.pass();
        in.finish();
        int end = in.end();
        boolean closed = token == JsonToken.START_ARRAY || token == JsonToken.VALUE_STRING;
        if (cut && !closed && end == line.end()) {
            return -1;
        }
        line.rejectOther(start, end, token);
        return end;
    }

    /** What of a line is no complete value: from an index on, for a reason that is null when there is no fault. */
    private record Rest(int start, Fault fault) {}
}
