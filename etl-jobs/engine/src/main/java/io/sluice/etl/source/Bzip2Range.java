package io.sluice.etl.source;

import io.sluice.etl.model.LandedFile;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some bytes of a bzip2 file that one task measures.
 *
 * @param from offset in the stored file
 * @param to offset in the stored file of the first byte behind
 * @param level the fourth byte of the file, as a digit
 */
record Bzip2Range(LandedFile file, long from, long to, int level) implements Serializable {
    /**
     * All of a file, in equal ranges.
     *
     * @param longest bytes of a range
     */
    static List<Bzip2Range> of(LandedFile file, int level, long longest) {
        long size = file.size();
        int count = Math.toIntExact((size + longest - 1) / longest);
        return IntStream.range(0, count)
                .mapToObj(i -> new Bzip2Range(file, size * i / count, size * (i + 1) / count, level))
                .toList();
    }
}
