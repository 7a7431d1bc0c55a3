package io.sluice.etl.framing;

import io.sluice.etl.model.JobConfig.Limits;
import java.io.IOException;
import java.io.InputStream;

/**
 * Tells the compression of a landed file by its first bytes, never by its name.
 *
 * <p>Magic numbers: gzip RFC 1952 §2.3.1, zstd RFC 8878 §3.1.1 and §3.1.2 (skippable frames), bzip2 {@code BZh}.
 */
public final class Decompression {
    private static final int LONGEST_MAGIC = 4;

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
        if (count >= 2 && at(source, 0) == 0x1f && at(source, 1) == 0x8b) {
            return new DecompressedStream("gzip", source, new GzipDecoder(source), limits.maxExpansionRatio());
        }
        if (count >= 3 && at(source, 0) == 'B' && at(source, 1) == 'Z' && at(source, 2) == 'h') {
            return new DecompressedStream("bzip2", source, new Bzip2Decoder(source), limits.maxExpansionRatio());
        }
        if (count >= 4 && startsZstd(source)) {
            return new DecompressedStream("zstd", source, new ZstdDecoder(source), limits.maxExpansionRatio());
        }
        return source;
    }

    private static boolean startsZstd(StoredStream source) {
        int magic = at(source, 0) | at(source, 1) << 8 | at(source, 2) << 16 | at(source, 3) << 24;
        return magic == ZstdBlocks.FRAME || ZstdBlocks.isSkippable(magic);
    }

    private static int at(StoredStream source, int index) {
        return source.block()[source.next() + index] & 0xff;
    }
}
