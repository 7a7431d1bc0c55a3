package io.sluice.etl.structure;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.etl.model.Column.TimeFormat;
import java.io.IOException;

/** Strings that are ISO times; where numbers stand for times, also numbers and strings that hold them. */
final class TimestampReader extends ValueReader {
    private static final long MICROS_OF_MILLI = 1000;

    private final Faults faults;
    private final NumberSource numbers;
    private final IsoTime times = new IsoTime();
    private final TimeFormat format;
    private final boolean millis;

    /** @param millis whether what is finer than milliseconds is cut off */
    TimestampReader(Faults faults, TimeFormat format, boolean millis) {
        this.faults = faults;
        this.numbers = new NumberSource(faults, true, false);
        this.format = format;
        this.millis = millis;
    }

    @Override
    void read(JsonCursor in, Cells cells, int ordinal) throws IOException {
        boolean epoch = format != TimeFormat.ISO;
        if (in.token() == JsonToken.VALUE_STRING) {
            Utf8Slice text = in.text();
            long micros = times.micros(text);
            if (micros != IsoTime.NO_TIME) {
                set(cells, ordinal, micros);
            } else if (epoch && NumberText.isNumber(text)) {
                readNumber(in, cells, ordinal);
            } else {
                faults.badTime(in, epoch ? "an ISO-8601 time or a number" : "an ISO-8601 time");
            }
        } else if (epoch) {
            readNumber(in, cells, ordinal);
        } else {
            faults.mismatch(in, expected());
        }
    }

    private void readNumber(JsonCursor in, Cells cells, int ordinal) throws IOException {
        Utf8Slice number = numbers.read(in, expected());
        if (number == null) {
            return;
        }
        long micros = EpochTime.micros(number, format);
        if (micros == EpochTime.OUT_OF_RANGE) {
            faults.outOfRange(in, "timestamp: its year is not 0001 to 9999");
        } else {
            set(cells, ordinal, micros);
        }
    }

    private void set(Cells cells, int ordinal, long micros) {
        long finer = millis ? Math.floorMod(micros, MICROS_OF_MILLI) : 0;
        cells.setLong(ordinal, micros - finer);
    }

    @Override
    String expected() {
        return format == TimeFormat.ISO ? "timestamp as string" : "timestamp as string or number";
    }
}
