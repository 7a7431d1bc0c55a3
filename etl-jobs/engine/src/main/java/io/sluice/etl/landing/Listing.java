package io.sluice.etl.landing;

import io.sluice.etl.model.LandedFile;
import java.util.List;

/**
 * What a landing holds within a range of dates.
 *
 * @param files files to read, by path as unsigned UTF-8 bytes
 * @param ignored files that producers are still writing, or keep for themselves
 * @param unmatched other files in the folders listed, which the layout does not mean
 */
public record Listing(List<LandedFile> files, long ignored, long unmatched) {
    public Listing {
        files = List.copyOf(files);
    }
}
