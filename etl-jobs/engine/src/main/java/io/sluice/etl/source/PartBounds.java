package io.sluice.etl.source;

import io.sluice.etl.framing.Bzip2Entry;
import io.sluice.etl.model.FilePart;
import io.sluice.etl.model.LandedFile;
import java.io.Serializable;
import java.util.List;

/**
 * Where a part of a file lies.
 *
 * @param from offset in the decompressed file of the first byte whose line belongs to the part
 * @param to offset of the first byte whose line belongs to the next part
 * @param size bytes of the part, as stored
 * @param entry where the file is entered; null where it is not a bzip2 file that was measured
 */
record PartBounds(long from, long to, long size, Bzip2Entry entry) implements Serializable {
    /** Those of a part of a file that is not compressed. */
    static PartBounds of(LandedFile file, FilePart part) {
        long from = file.size() * part.index() / part.count();
        long to = part.last() ? file.size() : file.size() * (part.index() + 1) / part.count();
        return new PartBounds(from, part.last() ? Long.MAX_VALUE : to, to - from, null);
    }

    /**
     * Those of a part of a bzip2 file, of which there are as many as entries.
     *
     * <p>A line that begins with a block belongs to the part before: whether it begins there, only the byte before tells.
     */
    static PartBounds of(LandedFile file, FilePart part, List<Bzip2Entry> entries) {
        Bzip2Entry entry = entries.get(part.index());
        Bzip2Entry next = part.last() ? null : entries.get(part.index() + 1);
        return new PartBounds(
                part.first() ? 0 : entry.offset() + 1,
                part.last() ? Long.MAX_VALUE : next.offset() + 1,
                (part.last() ? file.size() : next.storedByte()) - entry.storedByte(),
                entry);
    }
}
