package io.sluice.etl.source;

import io.sluice.etl.framing.SliceEnd;
import io.sluice.etl.framing.Slices;
import io.sluice.etl.framing.Wrapping;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.structure.RecordReader;
import io.sluice.etl.structure.RecordReader.Raw;
import io.sluice.etl.structure.RecordSink;
import java.io.IOException;

/** Hands slices of files to the reader of records, each as what its framing says of it. */
public final class RecordFeed {
    private final RecordReader records;
    private final Limits limits;

    public RecordFeed(RecordReader records, Limits limits) {
        this.records = records;
        this.limits = limits;
    }

    /**
     * Reads the next slice, which may hold no record, one, or several.
     *
     * @return false when there is none
     * @throws IOException when the storage fails
     */
    public boolean feed(Slices slices, RecordSink sink) throws IOException {
        if (!slices.next()) {
            return false;
        }
        SliceEnd end = slices.end();
        if (end instanceof SliceEnd.Complete) {
            complete(slices, sink);
        } else if (end instanceof SliceEnd.Broken broken) {
            broken(slices, broken, sink);
        } else if (end instanceof SliceEnd.TooLarge tooLarge) {
            reject(
                    slices,
                    RejectCode.TOO_LARGE,
                    "",
                    "a record of %d bytes, more than landing.max_record_size %d; the bytes kept are its beginning"
                            .formatted(tooLarge.length(), limits.maxRecordSize()),
                    sink);
        } else if (end instanceof SliceEnd.Faulty faulty) {
            reject(slices, faulty.code(), faulty.field(), faulty.message(), sink);
        }
        return true;
    }

    private void complete(Slices slices, RecordSink sink) {
        Wrapping wrapping = slices.wrapping();
        if (wrapping == null) {
            records.read(slices.bytes(), slices.offset(), slices.length(), slices.position(), sink);
        } else {
            records.readWrapped(
                    slices.bytes(), slices.offset(), slices.length(), raw(slices, wrapping), wrapping.values(), sink);
        }
    }

    private void broken(Slices slices, SliceEnd.Broken broken, RecordSink sink) {
        Wrapping wrapping = slices.wrapping();
        if (wrapping == null) {
            records.readBroken(
                    slices.bytes(),
                    slices.offset(),
                    slices.length(),
                    slices.position(),
                    broken.code(),
                    broken.message(),
                    sink);
        } else {
            records.readBrokenWrapped(
                    slices.bytes(),
                    slices.offset(),
                    slices.length(),
                    raw(slices, wrapping),
                    wrapping.values(),
                    broken.code(),
                    broken.message(),
                    sink);
        }
    }

    private static void reject(Slices slices, RejectCode code, String field, String message, RecordSink sink) {
        Wrapping wrapping = slices.wrapping();
        if (wrapping == null) {
            sink.reject(slices.position(), code, field, message, slices.bytes(), slices.offset(), slices.length());
        } else {
            sink.reject(
                    slices.position(), code, field, message, wrapping.bytes(), wrapping.offset(), wrapping.length());
        }
    }

    private static Raw raw(Slices slices, Wrapping wrapping) {
        return new Raw(wrapping.bytes(), wrapping.offset(), wrapping.length(), slices.position());
    }
}
