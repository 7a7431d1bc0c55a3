package io.sluice.etl.framing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * The blocks of a bzip2 file, each decoded by itself from the bit at which it begins.
 *
 * <p>A file is a row of streams. A stream is a header of four bytes, blocks, an end with the checksum of all blocks, and
 * zero to seven bits that fill a byte. Blocks and ends have magic numbers of 48 bits and stand at any bit. Nothing tells
 * how long a block is, so one is taken to end where the next magic number stands; as that may belong to its data, a
 * block that does not decode so is tried up to the one after it. A block is handed to the decoder as a stream of its
 * own, which checks that it ends where it was cut and has the checksum that it says.
 *
 * <p>Damage is told by {@link BrokenStreamException}, whose message is no sentence; all other exceptions are those of
 * the storage.
 *
 * @see <a href="https://github.com/dsnet/compress/blob/master/doc/bzip2-format.pdf">BZIP2: Format Specification</a>
 */
final class Bzip2Blocks {
    private static final long BLOCK = 0x314159265359L;
    private static final long END = 0x177245385090L;
    private static final int MAGIC = 48;
    private static final int CHECKSUM = 32;
    private static final int HEADER = 32;
    private static final int HEADER_WITHOUT_LEVEL = 0x425a6800;

    /** Bits of the longest block: 900 000 symbols of 20 bits, the tables, and some room. */
    private static final long LONGEST = 24L << 20;

    /** Magic numbers in data are so rare that a file with more than some of them in a block is no accident. */
    private static final int MOST_FALSE = 8;

    private final BitWindow bits;
    private Bzip2Place opened;
    private long end;
    private Integer streamChecksum;

    /** @param from offset in the file of the stream's first byte */
    Bzip2Blocks(InputStream stored, long from) {
        this.bits = new BitWindow(stored, from);
    }

    /** The first block of the streams from a byte on; null when they have none. */
    Bzip2Place first(long storedByte) throws IOException {
        long header = storedByte * Byte.SIZE;
        while (bits.reaches(header)) {
            bits.forgetBefore(header);
            int level = (int) number(header, HEADER) - HEADER_WITHOUT_LEVEL - '0';
            if (level < 1 || level > 9) {
                throw damaged("what stands at byte %d is no header of a stream".formatted(header / Byte.SIZE), null);
            }
            long magic = number(header + HEADER, MAGIC);
            if (magic == BLOCK) {
                return new Bzip2Place(header + HEADER, level);
            }
            if (magic != END || number(header + HEADER + MAGIC, CHECKSUM) != 0) {
                throw damaged("the stream at byte %d has no block".formatted(header / Byte.SIZE), null);
            }
            header += HEADER + MAGIC + CHECKSUM;
        }
        return null;
    }

    /**
     * The first block that begins in some bytes, found by its magic number and by that it decodes.
     *
     * @param level that of the stream, which is not told there
     * @return null when none is found
     */
    Bzip2Place search(long fromByte, long toByte, int level) throws IOException {
        long from = fromByte * Byte.SIZE;
        for (int tries = 0; tries <= MOST_FALSE; tries++) {
            long found = bits.find(BLOCK, BLOCK, MAGIC, from, toByte * Byte.SIZE);
            if (found < 0) {
                return null;
            }
            try {
                Bzip2Place place = new Bzip2Place(found, level);
                open(place).length();
                return place;
            } catch (BrokenStreamException withinData) {
                from = found + 1;
            }
        }
        throw damaged("no block after byte %d decodes".formatted(fromByte), null);
    }

    /** The content of the block at a place, which does not lie before those opened earlier. */
    Content open(Bzip2Place place) throws IOException {
        bits.forgetBefore(place.bit());
        opened = place;
        end = place.bit();
        Exception last = null;
        for (int tries = 0; tries <= MOST_FALSE; tries++) {
            end = bits.find(BLOCK, END, MAGIC, end + 1, place.bit() + LONGEST);
            if (end < 0) {
                break;
            }
            byte[] single = asStream(place);
            try {
                return new Content(new BZip2CompressorInputStream(new ByteArrayInputStream(single)));
            } catch (IOException | RuntimeException e) {
                // From memory, so it is the data; decoders answer damage with runtime exceptions, too.
                last = e;
            }
        }
        throw damaged("the block at bit %d does not decode".formatted(place.bit()), last);
    }

    /** The checksum that the block opened last says that its content has. */
    int checksum() throws IOException {
        return (int) number(opened.bit() + MAGIC, CHECKSUM);
    }

    /** The block behind the one opened last; null when the file ends. */
    Bzip2Place next() throws IOException {
        if (number(end, MAGIC) == BLOCK) {
            streamChecksum = null;
            return new Bzip2Place(end, opened.level());
        }
        streamChecksum = (int) number(end + MAGIC, CHECKSUM);
        return first((end + MAGIC + CHECKSUM + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** What the stream says that its blocks have for a checksum, if it ended before {@link #next}; else null. */
    Integer streamChecksum() {
        return streamChecksum;
    }

    /** The byte in which the block opened last ends. */
    long storedEnd() {
        return end / Byte.SIZE;
    }

    private byte[] asStream(Bzip2Place place) throws IOException {
        int length = (int) (end - place.bit());
        ByteBuffer stream = ByteBuffer.allocate((HEADER + length + MAGIC + CHECKSUM + Byte.SIZE - 1) / Byte.SIZE);
        stream.putInt(HEADER_WITHOUT_LEVEL + '0' + place.level());
        for (int bit = 0; bit < length; bit += Byte.SIZE) {
            stream.put((byte) bits.octet(place.bit() + bit));
        }
        append(stream.array(), HEADER + length, END, MAGIC);
        append(stream.array(), HEADER + length + MAGIC, number(place.bit() + MAGIC, CHECKSUM), CHECKSUM);
        return stream.array();
    }

    /** Writes a number at a bit, where other bits may stand already. */
    private static void append(byte[] stream, int at, long number, int count) {
        for (int i = 0; i < count; i++) {
            int place = at + i;
            int mask = 1 << Byte.SIZE - 1 - place % Byte.SIZE;
            boolean set = (number >>> count - 1 - i & 1) != 0;
            stream[place / Byte.SIZE] =
                    (byte) (set ? stream[place / Byte.SIZE] | mask : stream[place / Byte.SIZE] & ~mask);
        }
    }

    private long number(long bit, int count) throws IOException {
        long number = bits.number(bit, count);
        if (number < 0) {
            throw damaged("it ends within a stream", null);
        }
        return number;
    }

    private static BrokenStreamException damaged(String reason, Exception cause) {
        return BrokenStreamException.truncated(reason, cause);
    }

    /** The decompressed content of a block. */
    static final class Content {
        private static final int READ_AT_ONCE = 64 * 1024;

        private final BZip2CompressorInputStream decoded;

        private Content(BZip2CompressorInputStream decoded) {
            this.decoded = decoded;
        }

        /** As {@link java.io.InputStream#read(byte[], int, int)}. */
        int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return decoded.read(bytes, offset, length);
            } catch (IOException | RuntimeException e) {
                throw damaged(e.getMessage(), e);
            }
        }

        /** Bytes read so far, those of a failed read included. */
        long produced() {
            return decoded.getBytesRead();
        }

        /** Reads to the end and returns how many bytes the block has. */
        long length() throws IOException {
            byte[] passed = new byte[READ_AT_ONCE];
            while (read(passed, 0, passed.length) >= 0) {
                continue;
            }
            return produced();
        }
    }
}
