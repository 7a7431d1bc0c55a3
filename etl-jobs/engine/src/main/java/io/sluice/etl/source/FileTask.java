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
record FileTask(LandedFile file, int number, Positions drop, FilePart part, PartBounds bounds) implements Serializable {
    /** A file to read at once. */
    static FileTask whole(LandedFile file, int number, Positions drop) {
        return new FileTask(file, number, drop, FilePart.WHOLE, PartBounds.of(file, FilePart.WHOLE));
    }

    /** A part of the same file. */
    FileTask part(FilePart one, PartBounds boundsOfIt) {
        return new FileTask(file, number, drop, one, boundsOfIt);
    }

    /** Bytes of the part, as stored. */
    long size() {
        return bounds.size();
    }
}
