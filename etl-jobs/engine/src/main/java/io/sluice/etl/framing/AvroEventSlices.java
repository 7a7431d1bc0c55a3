package io.sluice.etl.framing;

import io.sluice.etl.framing.SliceEnd.Broken;
import io.sluice.etl.framing.SliceEnd.Faulty;
import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.RejectCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Records that are the bodies of events in an Avro container file: entries of a map {@code headers} of strings, and of
 * bytes {@code body}, as Flume's {@code avro_event} serializer writes them.
 *
 * <p>A position is the number of the entry in the file. A block is held in memory as a whole, so it may have as many
 * bytes as a record; it is decoded here, because Avro's own decoder allocates what a damaged length asks for.
 */
final class AvroEventSlices implements Slices {
    private final DamageAware source;
    private final DataInputStream file;
    private final int longestBlock;
    private AvroHeader header;
    private boolean headersFirst;
    private byte[] data;
    private DataInputStream block;
    private long left;
    private long ordinal;
    private boolean ended;

    private byte[] body = {};
    private EnvelopeValues values = new EnvelopeValues();
    private long position;
    private SliceEnd end = SliceEnd.COMPLETE;

    AvroEventSlices(InputStream decompressed, Limits limits) {
        this.source = new DamageAware(decompressed);
        this.file = new DataInputStream(new BufferedInputStream(source, 1 << 16));
        this.longestBlock = limits.maxRecordSize();
    }

    @Override
    public boolean next() throws IOException {
        if (ended) {
            return false;
        }
        position = ordinal;
        try {
            while (left == 0) {
                if (!nextBlock()) {
                    return tellBroken();
                }
            }
        } catch (IOException damage) {
            source.throwFailure();
            ended = true;
            fault(new Broken(
                    RejectCode.TRUNCATED,
                    "The Avro file breaks after %d entries: %s. Everything before was read; land the file again to get the rest."
                            .formatted(ordinal, damage.getMessage())));
            return true;
        }
        entry();
        return true;
    }

    private void entry() {
        try {
            if (block == null) {
                block = new DataInputStream(
                        new ByteArrayInputStream(AvroBlock.decompress(header.codec(), data, longestBlock)));
            }
            event();
            ordinal++;
            left--;
        } catch (IOException damage) {
            fault(new Faulty(
                    RejectCode.TRUNCATED,
                    "",
                    "a block of the Avro file is damaged, and %d entries from number %d on are lost: %s"
                            .formatted(left, ordinal, damage.getMessage())));
            ordinal += left;
            left = 0;
        }
    }

    private boolean tellBroken() throws IOException {
        source.throwFailure();
        ended = true;
        if (source.broken() == null) {
            return false;
        }
        fault(new Broken(source.broken().code(), source.broken().getMessage()));
        return true;
    }

    private void fault(SliceEnd fault) {
        body = new byte[0];
        values = new EnvelopeValues();
        end = fault;
    }

    private void open() throws IOException {
        header = AvroHeader.read(file);
        List<String> shape = header.schema().getType() == Schema.Type.RECORD
                ? header.schema().getFields().stream()
                        .map(field ->
                                field.name() + ":" + field.schema().getType().getName())
                        .collect(Collectors.toList())
                : List.of(header.schema().getType().getName());
        headersFirst = shape.equals(List.of("headers:map", "body:bytes"));
        if (!headersFirst && !shape.equals(List.of("body:bytes", "headers:map"))) {
            throw new IOException("its entries are " + shape + " instead of headers (map) and body (bytes)");
        }
    }

    private boolean nextBlock() throws IOException {
        if (header == null) {
            open();
        }
        file.mark(1);
        if (file.read() < 0) {
            return false;
        }
        file.reset();
        long count = AvroHeader.readLong(file);
        long size = AvroHeader.readLong(file);
        if (count < 0 || size < 0 || size > longestBlock) {
            throw new IOException("a block claims %d entries in %d bytes, at most %d (landing.max_record_size) are read"
                    .formatted(count, size, longestBlock));
        }
        data = new byte[(int) size];
        file.readFully(data);
        byte[] sync = new byte[header.sync().length];
        file.readFully(sync);
        if (!Arrays.equals(sync, header.sync())) {
            throw new IOException("a block does not end with the file's marker");
        }
        block = null;
        left = count;
        return true;
    }

    private void event() throws IOException {
        values = new EnvelopeValues();
        if (headersFirst) {
            headers();
        }
        body = bytes(block);
        if (!headersFirst) {
            headers();
        }
        end = SliceEnd.COMPLETE;
    }

    private void headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (long count = AvroHeader.readLong(block); count != 0; count = AvroHeader.readLong(block)) {
            if (count < 0) {
                AvroHeader.readLong(block);
            }
            for (long i = Math.abs(count); i > 0; i--) {
                headers.put(text(block), EnvelopeValues.quoted(text(block)));
            }
        }
        values.put(EnvelopeGroup.FLUME, "headers", EnvelopeValues.object(headers));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        long length = AvroHeader.readLong(in);
        if (length < 0 || length > in.available()) {
            throw new IOException(
                    "a value claims %d bytes, and its block has %d left".formatted(length, in.available()));
        }
        return in.readNBytes((int) length);
    }

    @Override
    public byte[] bytes() {
        return body;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return body.length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SliceEnd end() {
        return end;
    }

    @Override
    public Wrapping wrapping() {
        return new Wrapping(body, 0, body.length, values);
    }

    @Override
    public long bytesRead() {
        return source.count();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
