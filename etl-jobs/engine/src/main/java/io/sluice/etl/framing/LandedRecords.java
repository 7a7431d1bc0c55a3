package io.sluice.etl.framing;

import io.sluice.etl.model.Envelope;
import io.sluice.etl.model.Framing;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.LandingFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.OptionalInt;

/** Opens landed files as what their format declares. */
public final class LandedRecords {
    /** Compression within compression, as where a transformation of Firehose compresses what Firehose does again. */
    private static final int MOST_LAYERS = 2;

    private LandedRecords() {}

    /**
     * The records of a file.
     *
     * @param stored the file as it landed; closed with the slices
     * @throws IOException when it cannot be read
     */
    public static Slices open(InputStream stored, LandingFormat format, Limits limits) throws IOException {
        PeekedStream content = new PeekedStream(Decompression.open(stored, limits));
        for (int layer = 1; layer < MOST_LAYERS && content.isCompressed(); layer++) {
            content = new PeekedStream(Decompression.open(content, limits));
        }
        return content.isSequenceFile()
                ? new SequenceFileSlices(content)
                : prefixed(framed(content, format.framing(), limits), format);
    }

    /**
     * The records of the lines that begin in a part of a file; their positions are those in the file.
     *
     * @param decompressed the file from the byte before {@code from} on, or from its first; closed with the slices
     * @param format one that is {@link LandingFormat#splittable}
     * @param from offset of the part's first byte
     * @param to offset of the next part's first byte; {@link Long#MAX_VALUE} where there is none
     */
    public static Slices part(InputStream decompressed, LandingFormat format, Limits limits, long from, long to) {
        return prefixed(NdjsonSlices.part(decompressed, limits, from, to), format);
    }

    /**
     * The level of a bzip2 file that has records in it, not another compressed file or another container.
     *
     * @param stored the file as it landed; the caller closes it
     * @return empty for all other files
     * @throws IOException when it cannot be read
     */
    public static OptionalInt bzip2Level(InputStream stored, Limits limits) throws IOException {
        byte[] head = stored.readNBytes(Decompression.LONGEST_MAGIC);
        if (head.length < Decompression.LONGEST_MAGIC || !Decompression.isBzip2(head)) {
            return OptionalInt.empty();
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), stored);
        PeekedStream content = new PeekedStream(Decompression.open(whole, limits));
        return content.isCompressed() || content.isSequenceFile()
                ? OptionalInt.empty()
                : OptionalInt.of(head[head.length - 1] - '0');
    }

    private static Slices framed(PeekedStream content, Framing framing, Limits limits) throws IOException {
        if (framing instanceof Framing.Values
                || framing instanceof Framing.ValuesOrLines && content.opensObjectOrArray()) {
            return new ValueSlices(content, limits);
        }
        if (framing instanceof Framing.Exploded exploded) {
            return new DocumentSlices(content, exploded, limits);
        }
        if (framing instanceof Framing.AvroOrLines && content.begins(AvroHeader.MARK)) {
            return new AvroEventSlices(content, limits);
        }
        return new NdjsonSlices(content, limits);
    }

    private static Slices prefixed(Slices slices, LandingFormat format) {
        Slices result = slices;
        for (Envelope envelope : format.envelopes()) {
            Prefix prefix =
                    switch (envelope) {
                        case FLUENTD_LINE -> new FluentdPrefix();
                        case FLUME_LINE -> new FlumePrefix();
                        case BASE64_FIELDS -> new Base64Prefix(format.fields());
                        case FLUME_EVENT, KAFKA_FIELDS, JSON_STRING, CONNECT_SCHEMA, DEBEZIUM -> null;
                    };
            result = prefix == null ? result : new PrefixedSlices(result, prefix);
        }
        return result;
    }

    /** A stream whose first bytes were looked at. */
    private static final class PeekedStream extends InputStream {
        private static final int PEEKED = 4096;

        private final InputStream content;
        private final byte[] first;
        private int next;

        PeekedStream(InputStream content) throws IOException {
            this.content = content;
            byte[] bytes = new byte[PEEKED];
            int count = 0;
            try {
                int read = 0;
                while (read >= 0 && count < PEEKED) {
                    count += read;
                    read = content.read(bytes, count, PEEKED - count);
                }
            } catch (BrokenStreamException toldAgain) {
                // Whoever reads on is told.
            }
            first = Arrays.copyOf(bytes, count);
        }

        boolean begins(byte[] mark) {
            return first.length >= mark.length && Arrays.equals(first, 0, mark.length, mark, 0, mark.length);
        }

        boolean isSequenceFile() {
            int version = SequenceFileSlices.MARK.length;
            return begins(SequenceFileSlices.MARK)
                    && first.length > version
                    && SequenceFileSlices.isVersion(first[version]);
        }

        boolean isCompressed() {
            return Decompression.isCompressed(first);
        }

        boolean opensObjectOrArray() {
            int at = begins(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}) ? 3 : 0;
            while (at < first.length && Window.isBlank(first[at])) {
                at++;
            }
            return at < first.length && (first[at] == '{' || first[at] == '[');
        }

        @Override
        public int read() throws IOException {
            return next < first.length ? first[next++] & 0xff : content.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (next == first.length) {
                return content.read(bytes, offset, length);
            }
            int count = Math.min(length, first.length - next);
            System.arraycopy(first, next, bytes, offset, count);
            next += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }
}
