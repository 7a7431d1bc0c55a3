package io.sluice.etl.model;

import java.io.Serializable;

/**
 * One of the equal parts that a file is read in.
 *
 * @param index from 0
 */
public record FilePart(int index, int count) implements Serializable {
    /** A file that is read at once. */
    public static final FilePart WHOLE = new FilePart(0, 1);

    public boolean first() {
        return index == 0;
    }

    public boolean last() {
        return index == count - 1;
    }
}
