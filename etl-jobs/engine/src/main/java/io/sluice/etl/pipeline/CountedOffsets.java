package io.sluice.etl.pipeline;

import io.sluice.etl.model.Batch;
import io.sluice.etl.model.Envelope;
import io.sluice.etl.model.FileNamePattern;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.ReadTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether offsets that were counted from file names can be right.
 *
 * <p>A name with a start and an end offset tells how many records the file has, if the broker had all of them. It need not:
 * compaction, transactions and transforms that filter leave fewer. The file is whole then, but from the first record that is
 * missing on nobody knows the offsets of the others.
 */
final class CountedOffsets {
    private CountedOffsets() {}

    /** What is doubtful, in a sentence; empty where nothing is. */
    static Optional<String> doubt(JobConfig job, Batch batch, ReadTotals totals) {
        LandingFormat format = job.landing().format();
        boolean counted =
                format.countsOffsets(job.schema()) && !format.envelopes().contains(Envelope.KAFKA_FIELDS);
        if (!counted) {
            return Optional.empty();
        }
        List<String> doubtful = new ArrayList<>();
        for (LandedFile file : batch.files()) {
            long read = totals.tally(file.path()).read();
            Optional<FileNamePattern.Place> place = format.fileName()
                    .match(file.path())
                    .filter(name -> name.end() >= 0 && name.end() - name.offset() + 1 != read);
            place.ifPresent(name -> doubtful.add("%s, which has %d records for offsets %d to %d"
                    .formatted(file.path(), read, name.offset(), name.end())));
        }
        return doubtful.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%d files have other numbers of records than their names say, first %s; their kafka.offset is counted and doubtful, so that records can be taken for each other's duplicates. Where the topic is compacted, transactional or filtered use dedup.key with an id of the records instead"
                                .formatted(doubtful.size(), doubtful.get(0)));
    }
}
