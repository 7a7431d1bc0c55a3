package io.sluice.etl.framing;

import io.sluice.etl.model.JobConfig.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a bzip2 file can be entered, and how many decompressed bytes lie before.
 *
 * <p>Stretches of the file are measured each by itself; what they told together is a proof that the whole file is sound,
 * or there is no entry.
 */
public final class Bzip2Survey {
    private Bzip2Survey() {}

    /**
     * Measures the blocks that begin in some bytes of a file, decoding all of them.
     *
     * @param stored the file from {@code from} on; the caller closes it
     * @param from offset in the stored file
     * @param to offset in the stored file of the first byte behind
     * @param level the fourth byte of the file, as a digit
     * @throws IOException when the storage fails
     */
    public static Bzip2Stretch measure(InputStream stored, long from, long to, int level, Limits limits)
            throws IOException {
        Bzip2Blocks blocks = new Bzip2Blocks(stored, from);
        try {
            Bzip2Place first = from == 0 ? blocks.first(0) : blocks.search(from, to, level);
            return first == null ? new Bzip2Stretch.Empty() : measure(blocks, first, to * Byte.SIZE, limits);
        } catch (BrokenStreamException damaged) {
            return new Bzip2Stretch.Unsound();
        }
    }

    private static Bzip2Stretch measure(Bzip2Blocks blocks, Bzip2Place first, long to, Limits limits)
            throws IOException {
        long before = first.storedByte() * limits.maxExpansionRatio();
        Bzip2Streams streams = Bzip2Streams.NONE;
        Bzip2Place place = first;
        long length = 0;
        long excess = Long.MIN_VALUE;
        while (place != null && place.bit() < to) {
            length += blocks.open(place).length();
            long allowed = blocks.storedEnd() * limits.maxExpansionRatio();
            excess = Math.max(excess, length - allowed);
            if (length > Math.max(DecompressedStream.ALWAYS_ALLOWED, allowed - before)) {
                return new Bzip2Stretch.Unsound();
            }
            streams = streams.plus(blocks.checksum());
            place = blocks.next();
            if (blocks.streamChecksum() != null) {
                streams = streams.ended(blocks.streamChecksum());
            }
        }
        return new Bzip2Stretch.Blocks(first, place, length, excess, streams);
    }

    /**
     * Where a file can be entered: at the first block of every stretch that has one.
     *
     * @param stretches all of the file, in order
     * @return empty when the file is damaged, expands further than {@link Limits#maxExpansionRatio()} allows, or is made
     *     of streams of several levels where stretches meet
     */
    public static List<Bzip2Entry> entries(List<Bzip2Stretch> stretches) {
        List<Bzip2Entry> entries = new ArrayList<>();
        Bzip2Checksum open = Bzip2Checksum.NONE;
        Bzip2Place next = null;
        long offset = 0;
        for (Bzip2Stretch stretch : stretches) {
            if (stretch instanceof Bzip2Stretch.Blocks blocks) {
                boolean follows = stretch == stretches.get(0) || blocks.first().equals(next);
                if (!follows || !blocks.streams().complete(open) || expands(offset, blocks)) {
                    return List.of();
                }
                if (!blocks.first().equals(blocks.next())) {
                    entries.add(new Bzip2Entry(blocks.first(), offset));
                }
                open = blocks.streams().open(open);
                offset += blocks.length();
                next = blocks.next();
            } else if (stretch instanceof Bzip2Stretch.Unsound) {
                return List.of();
            }
        }
        return next == null ? entries : List.of();
    }

    private static boolean expands(long offset, Bzip2Stretch.Blocks blocks) {
        return offset + blocks.length() > DecompressedStream.ALWAYS_ALLOWED && offset + blocks.excess() > 0;
    }
}
