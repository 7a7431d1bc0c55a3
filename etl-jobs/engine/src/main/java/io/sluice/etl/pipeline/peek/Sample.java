package io.sluice.etl.pipeline.peek;

import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import java.util.List;

/**
 * What a preset makes of the files looked at.
 *
 * @param rejected how many records it could not read
 */
record Sample(LandingFormat format, List<LandedFile> files, List<SampledRecord> records, long rejected) {
    Sample {
        files = List.copyOf(files);
        records = List.copyOf(records);
    }

    /** Share of what it read that it could read. */
    double readable() {
        long all = records.size() + rejected;
        return all == 0 ? 0 : (double) records.size() / all;
    }
}
