package io.sluice.etl.framing;

import java.io.Serializable;

/**
 * The checksums of the bzip2 streams that some blocks belong to.
 *
 * @param head of the blocks up to the end of the first stream, or of all when none ends
 * @param headExpected what the first stream says at its end; null when none ends
 * @param tail of the blocks behind the last end of a stream; the head when none ends
 */
record Bzip2Streams(Bzip2Checksum head, Integer headExpected, Bzip2Checksum tail) implements Serializable {
    /** Those of no blocks. */
    static final Bzip2Streams NONE = new Bzip2Streams(Bzip2Checksum.NONE, null, Bzip2Checksum.NONE);

    /** With one more block. */
    Bzip2Streams plus(int blockChecksum) {
        Bzip2Checksum longer = tail.plus(blockChecksum);
        return new Bzip2Streams(headExpected == null ? longer : head, headExpected, longer);
    }

    /**
     * With the end of a stream.
     *
     * @throws BrokenStreamException when it began with these blocks and its checksum is another
     */
    Bzip2Streams ended(int expected) throws BrokenStreamException {
        if (headExpected == null) {
            return new Bzip2Streams(head, expected, Bzip2Checksum.NONE);
        }
        if (tail.value() != expected) {
            throw BrokenStreamException.truncated("the checksum of a stream is wrong", null);
        }
        return new Bzip2Streams(head, headExpected, Bzip2Checksum.NONE);
    }

    /** Whether the stream that the first blocks end, if they do, has its checksum. */
    boolean complete(Bzip2Checksum before) {
        return headExpected == null || before.plus(head).value() == headExpected;
    }

    /** The checksum of the stream that goes on behind these blocks. */
    Bzip2Checksum open(Bzip2Checksum before) {
        return headExpected == null ? before.plus(head) : tail;
    }
}
