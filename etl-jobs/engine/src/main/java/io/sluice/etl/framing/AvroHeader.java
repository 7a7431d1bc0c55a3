package io.sluice.etl.framing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The header of an Avro container file (<a href="https://avro.apache.org/docs/1.12.0/specification/#object-container-files">
 * specification 1.12</a>): mark, metadata, and the marker that ends each block.
 *
 * @param codec name of the compression of blocks
 */
record AvroHeader(Schema schema, String codec, byte[] sync) {
    static final byte[] MARK = {'O', 'b', 'j', 1};
    private static final int SYNC_LENGTH = 16;
    private static final int LONGEST_METADATA = 4 << 20;

    /** Reads the header of a file that begins with {@link #MARK}. */
    static AvroHeader read(DataInputStream in) throws IOException {
        in.skipNBytes(MARK.length);
        Map<String, byte[]> metadata = new HashMap<>();
        for (long count = readLong(in); count != 0; count = readLong(in)) {
            if (count < 0) {
                readLong(in);
            }
            for (long i = Math.abs(count); i > 0; i--) {
                String name = new String(readBytes(in), StandardCharsets.UTF_8);
                metadata.put(name, readBytes(in));
            }
        }
        byte[] sync = new byte[SYNC_LENGTH];
        in.readFully(sync);
        String schema = text(metadata, "avro.schema", "");
        try {
            return new AvroHeader(new Schema.Parser().parse(schema), text(metadata, "avro.codec", "null"), sync);
        } catch (RuntimeException notASchema) {
            throw new IOException("its schema is none: " + notASchema.getMessage(), notASchema);
        }
    }

    private static String text(Map<String, byte[]> metadata, String name, String absent) {
        byte[] value = metadata.get(name);
        return value == null ? absent : new String(value, StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        long length = readLong(in);
        if (length < 0 || length > LONGEST_METADATA) {
            throw new IOException("its metadata has a value of " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes);
        return bytes;
    }

    /** A number of variable length, zig-zag encoded. */
    static long readLong(DataInputStream in) throws IOException {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int value = in.read();
            if (value < 0) {
                throw new EOFException("it ends within a number");
            }
            bits |= (value & 0x7fL) << shift;
            if ((value & 0x80) == 0) {
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new IOException("a number is longer than 64 bits");
    }
}
