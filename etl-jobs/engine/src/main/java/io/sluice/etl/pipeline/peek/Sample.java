package io.sluice.etl.pipeline.peek;

import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import java.util.List;

/**
 * What a preset makes of the files looked at.
 *
 * @param rejected how many records it could not read
 * @param readableBytes share of the bytes of all records that lie in those which it could read
 */
record Sample(
        LandingFormat format,
        List<LandedFile> files,
        List<SampledRecord> records,
        long rejected,
        double readableBytes) {
    Sample {
        files = List.copyOf(files);
        records = List.copyOf(records);
    }

    /** Share of the records that it could read. */
    double readable() {
        long all = records.size() + rejected;
        return all == 0 ? 0 : (double) records.size() / all;
    }
}
