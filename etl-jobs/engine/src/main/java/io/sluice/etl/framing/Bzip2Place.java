package io.sluice.etl.framing;

import java.io.Serializable;

/**
 * Where a block of a bzip2 file begins.
 *
 * @param bit offset in bits of the block's magic number from the beginning of the stored file
 * @param level 1 to 9, from the header of the stream that the block belongs to: its blocks hold so many times 100 000
 *     bytes at most
 */
record Bzip2Place(long bit, int level) implements Serializable {
    /** The byte of the stored file in which the block begins. */
    long storedByte() {
        return bit / Byte.SIZE;
    }
}
