package io.sluice.etl.framing;

import io.sluice.etl.model.JobConfig.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Streams that behave badly, and the data to feed them. */
final class Streams {
    static final Limits LIMITS = new Limits(1 << 20, 100, 1000, 200);

    private Streams() {}

    interface Compressor {
        OutputStream wrap(OutputStream target) throws IOException;
    }

    /** A stream and how it ended. */
    record Drained(byte[] bytes, BrokenStreamException broken) {}

    static byte[] compressed(Compressor compressor, byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            try (OutputStream out = compressor.wrap(all)) {
                out.write(part);
            }
        }
        return all.toByteArray();
    }

    static byte[] gzip(byte[]... members) throws IOException {
        return compressed(GZIPOutputStream::new, members);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Lines that compress about as JSON does, the same for a seed. */
    static byte[] lines(int bytes, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < bytes) {
            text.append("{\"id\":\"")
                    .append(random.nextLong())
                    .append("\",\"actor\":{\"login\":\"user-")
                    .append(random.nextInt(50))
                    .append("\"}}\n");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), bytes);
    }

    static InputStream of(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /** Returns one to seven bytes a read. */
    static InputStream dribbling(byte[] bytes) {
        return new FilterInputStream(of(bytes)) {
            private int reads;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, reads++ % 7 + 1));
            }
        };
    }

    /** Throws what it is given after some bytes. */
    static InputStream failingAfter(byte[] bytes, int count, Exception failure) {
        return new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given == count) {
                    if (failure instanceof IOException exception) {
                        throw exception;
                    }
                    throw (RuntimeException) failure;
                }
                return bytes[given++] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (given == count) {
                    return read();
                }
                int some = Math.min(length, count - given);
                System.arraycopy(bytes, given, target, offset, some);
                given += some;
                return some;
            }
        };
    }

    static Drained drain(byte[] stored, int bufferSize) throws IOException {
        return drain(Decompression.open(of(stored), LIMITS), bufferSize);
    }

    static Drained drain(InputStream stream, int bufferSize) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[bufferSize];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                read.write(buffer, 0, count);
            }
            return new Drained(read.toByteArray(), null);
        } catch (BrokenStreamException e) {
            return new Drained(read.toByteArray(), e);
        }
    }
}
