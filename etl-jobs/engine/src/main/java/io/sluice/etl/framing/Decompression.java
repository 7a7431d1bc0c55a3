package io.sluice.etl.framing;

import io.sluice.etl.model.JobConfig.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Tells the compression of a landed file by its first bytes, never by its name.
 *
 * <p>Magic numbers: gzip RFC 1952 §2.3.1, zstd RFC 8878 §3.1.1 and §3.1.2 (skippable frames), bzip2 {@code BZh}.
 */
public final class Decompression {
    /** Bytes by which a compression is told, at most. */
    public static final int LONGEST_MAGIC = 4;

    private Decompression() {}

    /**
     * The decompressed content of a landed file; a file that is not compressed as it is.
     *
     * <p>Files may consist of several gzip members, bzip2 streams or zstd frames. Reading a damaged file gives every
     * byte that can be decompressed and then throws {@link BrokenStreamException}, as does a file that expands beyond
     * {@link Limits#maxExpansionRatio()} and {@value DecompressedStream#ALWAYS_ALLOWED} bytes.
     *
     * @param stored the file as it landed; closed with the stream returned
     * @throws IOException when {@code stored} cannot be read; later reads throw what {@code stored} throws, too
     */
    public static InputStream open(InputStream stored, Limits limits) throws IOException {
        StoredStream source = new StoredStream(stored);
        int count = source.peek(LONGEST_MAGIC);
        byte[] head = Arrays.copyOfRange(source.block(), source.next(), source.next() + count);
        if (isGzip(head)) {
            return new DecompressedStream("gzip", source, new GzipDecoder(source), limits.maxExpansionRatio());
        }
        if (isBzip2(head)) {
            return new DecompressedStream("bzip2", source, new Bzip2Decoder(source), limits.maxExpansionRatio());
        }
        if (isZstd(head)) {
            return new DecompressedStream("zstd", source, new ZstdDecoder(source), limits.maxExpansionRatio());
        }
        return source;
    }

    /**
     * The decompressed content of a bzip2 file from an entry on, as {@link #open} gives it.
     *
     * @param stored the file from {@link Bzip2Entry#storedByte()} on; closed with the stream returned
     */
    public static InputStream enter(InputStream stored, Bzip2Entry entry, Limits limits) {
        StoredStream source = new StoredStream(stored, entry.storedByte());
        Bzip2PartDecoder decoder = new Bzip2PartDecoder(source, entry.place());
        return new DecompressedStream("bzip2", source, decoder, limits.maxExpansionRatio(), entry.offset());
    }

    /** Whether a file that begins with some bytes, {@link #LONGEST_MAGIC} if it has as many, is compressed. */
    public static boolean isCompressed(byte[] head) {
        return isGzip(head) || isBzip2(head) || isZstd(head);
    }

    private static boolean isGzip(byte[] head) {
        return head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    static boolean isBzip2(byte[] head) {
        return head.length >= 3 && head[0] == 'B' && head[1] == 'Z' && head[2] == 'h';
    }

    private static boolean isZstd(byte[] head) {
        if (head.length < LONGEST_MAGIC) {
            return false;
        }
        int magic = head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 24;
        return magic == ZstdBlocks.FRAME || ZstdBlocks.isSkippable(magic);
    }
}
