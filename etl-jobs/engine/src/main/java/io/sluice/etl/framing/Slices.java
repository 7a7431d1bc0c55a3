package io.sluice.etl.framing;

import java.io.Closeable;
import java.io.IOException;

/**
 * The records of one landed file, one after the other, without a copy.
 *
 * <p>What the accessors tell holds from a {@link #next()} that returned true until the following one.
 */
public interface Slices extends Closeable {
    /**
     * Moves to the next slice.
     *
     * @return whether there is one
     * @throws IOException when the storage fails; damage of the file is told by {@link #end()} instead
     */
    boolean next() throws IOException;

    /** The array that holds the slice; it is used again for later slices. */
    byte[] bytes();

    /** Index of the slice's first byte in {@link #bytes()}. */
    int offset();

    /** Bytes of the slice. */
    int length();

    /** Offset of the slice's first byte in the decompressed file. */
    long position();

    /** Whether the slice is all of its record. */
    SliceEnd end();

    /** What was taken off around the slice; null where the slice is the record as it landed. */
    default Wrapping wrapping() {
        return null;
    }

    /** Decompressed bytes read from the file so far, which may be ahead of the slice. */
    long bytesRead();
}
