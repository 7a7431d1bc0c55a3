package io.sluice.etl.framing;

import java.io.Serializable;

/**
 * Where reading of a bzip2 file can begin.
 *
 * @param place a block of the stored file
 * @param offset that of the block's first byte in the decompressed file
 */
public record Bzip2Entry(Bzip2Place place, long offset) implements Serializable {
    /** Offset in the stored file of the byte to read from. */
    public long storedByte() {
        return place.storedByte();
    }
}
