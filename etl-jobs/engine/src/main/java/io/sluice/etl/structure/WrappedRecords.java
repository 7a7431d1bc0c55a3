package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import io.sluice.etl.model.RejectCode;
import java.io.IOException;
import java.util.List;

/** Reads records that lie in envelopes, or that have a place in the broker beside them. */
final class WrappedRecords {
    private static final JsonRange NOTHING = new JsonRange(new byte[] {'{', '}'}, 0, 2);

    private final JsonInput input;
    private final ObjectRecords records;
    private final List<Layer> layers;
    private final Surroundings surroundings;
    private final boolean tombstones;
    private final int maxDepth;

    /** @param tombstones whether records without a value are rows */
    WrappedRecords(
            JsonInput input,
            ObjectRecords records,
            List<Layer> layers,
            Surroundings surroundings,
            boolean tombstones,
            int maxDepth) {
        this.input = input;
        this.records = records;
        this.layers = layers;
        this.surroundings = surroundings;
        this.tombstones = tombstones;
        this.maxDepth = maxDepth;
    }

    /** Reads the value at the cursor of a line; the index after it, or -1 when it may go on where the line is cut. */
    int read(JacksonCursor in, Line line, int start, boolean cut) throws IOException {
        JsonToken token = in.token();
        in.pass();
        in.finish();
        int end = in.end();
        boolean closed = token.isStructStart() || token == JsonToken.VALUE_STRING;
        if (cut && !closed && end == line.end()) {
            return -1;
        }
        Landed landed = new Landed(line.bytes(), start, end - start, line.position(start), line.sink());
        unwrap(new JsonRange(line.bytes(), start, end), landed, new EnvelopeValues());
        return end;
    }

    /**
     * Reads a record whose outer envelopes are off already.
     *
     * @param outer what they held
     * @param cut whether the bytes go on behind those given
     * @return whether the record was told; otherwise it may be incomplete because it is cut
     */
    boolean read(byte[] bytes, int offset, int length, Landed landed, EnvelopeValues outer, boolean cut) {
        int end = offset + length;
        int soundEnd = EncodingCheck.firstFault(bytes, offset, end);
        if (soundEnd < end) {
            if (!cut) {
                landed.reject(LineFaults.encoding(bytes, offset, soundEnd, end));
            }
            return !cut;
        }
        Fault fault = single(bytes, offset, end);
        if (fault != null && !cut) {
            landed.reject(fault);
        }
        if (fault == null) {
            int from = ByteScan.notBlank(bytes, offset, end);
            unwrap(new JsonRange(bytes, from, afterValue(bytes, from, end)), landed, outer);
        }
        return fault == null || !cut;
    }

    private static int afterValue(byte[] bytes, int from, int end) {
        int to = end;
        while (to > from && ByteScan.notBlank(bytes, to - 1, to) == to) {
            to--;
        }
        return to;
    }

    /** Why bytes are not one JSON value; null when they are. */
    private Fault single(byte[] bytes, int from, int to) {
        int first = ByteScan.notBlank(bytes, from, to);
        if (first < to && bytes[first] < 0) {
            return LineFaults.syntax(bytes, from, first, to);
        }
        try (JacksonCursor in = input.open(bytes, first, to)) {
            if (in.next() == null) {
                return LineFaults.unfinished(bytes, from, to);
            }
            in.pass();
            in.finish();
            int next = ByteScan.notBlank(bytes, in.end(), to);
            return next < to ? LineFaults.syntax(bytes, from, next, to) : null;
        } catch (IOException notJson) {
            return fault(notJson, bytes, first, to);
        }
    }

    private Fault fault(IOException notJson, byte[] bytes, int from, int to) {
        if (notJson instanceof StreamConstraintsException) {
            return LineFaults.depth(from, maxDepth);
        }
        if (notJson instanceof JsonEOFException) {
            return LineFaults.unfinished(bytes, from, to);
        }
        return LineFaults.syntax(bytes, from, LineFaults.place(notJson, from, to), to);
    }

    private void unwrap(JsonRange landedJson, Landed landed, EnvelopeValues outer) {
        EnvelopeValues values = new EnvelopeValues();
        surroundings.addTo(values);
        values.putAll(outer);
        JsonRange json = landedJson;
        try {
            for (Layer layer : layers) {
                JsonRange inner = layer.peel(json, input, values);
                if (inner.bytes() != json.bytes()) {
                    Fault fault = decodedFault(inner);
                    if (fault != null) {
                        landed.reject(fault);
                        return;
                    }
                }
                json = inner;
            }
            read(json, landed, values);
        } catch (IOException notJson) {
            landed.reject(fault(notJson, json.bytes(), json.from(), json.to()));
        }
    }

    private Fault decodedFault(JsonRange json) {
        int sound = EncodingCheck.firstFault(json.bytes(), json.from(), json.to());
        return sound < json.to()
                ? LineFaults.encoding(json.bytes(), json.from(), sound, json.to())
                : single(json.bytes(), json.from(), json.to());
    }

    private void read(JsonRange json, Landed landed, EnvelopeValues values) throws IOException {
        boolean tombstone = json.isNull();
        if (tombstone && !tombstones) {
            landed.reject(
                    RejectCode.TOMBSTONE,
                    "the value is null, which deletes its key; a column with json.path kafka.tombstone makes rows of such records");
            return;
        }
        if (!tombstone && !json.begins('{')) {
            String excerpt = MessageText.excerpt(json.bytes(), json.from(), json.to());
            landed.reject(RejectCode.NOT_AN_OBJECT, "expected object, found " + excerpt);
            return;
        }
        if (tombstones) {
            values.put(EnvelopeGroup.KAFKA, "tombstone", Boolean.toString(tombstone));
        }
        JsonRange object = tombstone ? NOTHING : json;
        try (JsonCursor in = input.open(object.bytes(), object.from(), object.to())) {
            in.next();
            records.readWithin(in, object.from(), landed, values);
        }
    }
}
