package io.sluice.etl.framing;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.xerial.snappy.Snappy;

/** The decompressed data of one block of an Avro container file, never more than a bound allows. */
final class AvroBlock {
    private static final int CHECKSUM_LENGTH = 4;

    private AvroBlock() {}

    /**
     * Decompresses a block.
     *
     * @throws IOException when it is damaged, its codec is unknown, or it expands beyond the bound
     */
    static byte[] decompress(String codec, byte[] data, int longest) throws IOException {
        try {
            return switch (codec) {
                case "null" -> data;
                case "deflate" ->
                    drain(new InflaterInputStream(new ByteArrayInputStream(data), new Inflater(true)), longest);
                case "snappy" -> snappy(data, longest);
                case "bzip2" -> drain(new BZip2CompressorInputStream(new ByteArrayInputStream(data)), longest);
                case "zstandard" -> drain(new ZstdInputStream(new ByteArrayInputStream(data)), longest);
                default ->
                    throw new IOException("its codec " + codec
                            + " is not supported; only null, deflate, snappy, bzip2 and zstandard are");
            };
        } catch (RuntimeException damaged) {
            throw new IOException("a block is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static byte[] snappy(byte[] data, int longest) throws IOException {
        byte[] compressed = Arrays.copyOf(data, Math.max(0, data.length - CHECKSUM_LENGTH));
        requireFits(Snappy.uncompressedLength(compressed), longest);
        return Snappy.uncompress(compressed);
    }

    private static byte[] drain(InputStream decompressed, int longest) throws IOException {
        try (decompressed) {
            byte[] bytes = decompressed.readNBytes(longest);
            requireFits(decompressed.read() < 0 ? bytes.length : Long.MAX_VALUE, longest);
            return bytes;
        }
    }

    private static void requireFits(long length, int longest) throws IOException {
        if (length > longest) {
            throw new IOException("a block holds more than %d bytes; raise landing.max_record_size".formatted(longest));
        }
    }
}
