package io.sluice.etl.source;

import io.sluice.etl.model.FilePart;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.Positions;
import java.io.Serializable;

/**
 * One landed file to read, or a part of one.
 *
 * @param number its place in the order in which files win
 * @param drop positions of rows that are left out; null when none is
 */
record FileTask(LandedFile file, int number, Positions drop, FilePart part) implements Serializable {
    /** Offset of the first byte whose line belongs to the part. */
    long from() {
        return file.size() * part.index() / part.count();
    }

    /** Offset of the first byte whose line belongs to the next part. */
    long to() {
        return part.last() ? Long.MAX_VALUE : file.size() * (part.index() + 1) / part.count();
    }

    /** Bytes of the part, as stored. */
    long size() {
        return (part.last() ? file.size() : to()) - from();
    }
}
