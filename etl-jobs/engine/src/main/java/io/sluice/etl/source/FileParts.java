package io.sluice.etl.source;

import io.sluice.etl.framing.Bzip2Entry;
import io.sluice.etl.model.FilePart;
import io.sluice.etl.model.LandedFile;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Cuts files into the parts that are read by tasks of their own.
 *
 * @param longest bytes of a part of a file that is not compressed; whether it is shows when it is opened
 * @param entries where bzip2 files that were measured can be entered, by path; one that cannot is read at once
 */
record FileParts(long longest, Map<String, List<Bzip2Entry>> entries) {
    /** The parts of a file, in order. */
    List<FileTask> of(FileTask whole) {
        LandedFile file = whole.file();
        List<Bzip2Entry> measured = entries.get(file.path());
        if (measured == null) {
            long count = Math.max(1, (file.size() + longest - 1) / longest);
            return parts(whole, Math.toIntExact(count), part -> PartBounds.of(file, part));
        }
        return measured.isEmpty()
                ? List.of(whole)
                : parts(whole, measured.size(), part -> PartBounds.of(file, part, measured));
    }

    private static List<FileTask> parts(FileTask whole, int count, Function<FilePart, PartBounds> bounds) {
        return IntStream.range(0, count)
                .mapToObj(index -> new FilePart(index, count))
                .map(part -> whole.part(part, bounds.apply(part)))
                .toList();
    }
}
