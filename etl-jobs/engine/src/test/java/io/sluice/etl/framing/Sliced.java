package io.sluice.etl.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.EnvelopeValues;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.LandingFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Slices of a file as text: {@code position:bytes}, then what is told of the end and what surrounds the slice. */
final class Sliced {
    static final Limits LIMITS = new Limits(1 << 20, 100, 1000, 1000);

    private Sliced() {}

    static List<String> of(Slices slices) throws IOException {
        List<String> told = new ArrayList<>();
        try (slices) {
            while (slices.next()) {
                told.add(text(slices));
            }
        }
        return told;
    }

    /** Of a file that is not compressed, where positions must be those of the bytes as they lie in it. */
    static List<String> of(LandingFormat format, String file) throws IOException {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        try (Slices slices = LandedRecords.open(new ByteArrayInputStream(bytes), format, LIMITS)) {
            while (slices.next()) {
                Wrapping raw = slices.wrapping() == null
                        ? new Wrapping(slices.bytes(), slices.offset(), slices.length(), null)
                        : slices.wrapping();
                int position = (int) slices.position();
                assertThat(Arrays.copyOfRange(raw.bytes(), raw.offset(), raw.offset() + raw.length()))
                        .isEqualTo(Arrays.copyOfRange(bytes, position, position + raw.length()));
            }
        }
        return of(format, bytes, LIMITS);
    }

    static List<String> of(LandingFormat format, byte[] file, Limits limits) throws IOException {
        return of(LandedRecords.open(new ByteArrayInputStream(file), format, limits));
    }

    /** Gives its bytes one at a time. */
    static InputStream trickling(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
    }

    private static String text(Slices slices) {
        String slice = new String(slices.bytes(), slices.offset(), slices.length(), StandardCharsets.UTF_8);
        SliceEnd end = slices.end();
        String told = slices.position() + ":" + slice;
        if (end instanceof SliceEnd.Broken broken) {
            told += " " + broken.code();
        } else if (end instanceof SliceEnd.Faulty faulty) {
            told += " " + faulty.code() + " " + faulty.field();
        } else if (end instanceof SliceEnd.TooLarge tooLarge) {
            told += " of " + tooLarge.length();
        }
        Wrapping wrapping = slices.wrapping();
        EnvelopeValues values = wrapping == null ? new EnvelopeValues() : wrapping.values();
        String around = new String(values.toJson(), StandardCharsets.UTF_8);
        return around.equals("{}") ? told : told + " in " + around;
    }
}
