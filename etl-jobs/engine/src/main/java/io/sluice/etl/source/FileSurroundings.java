package io.sluice.etl.source;

import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.EnvelopeValues;
import io.sluice.etl.model.FileNamePattern;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.structure.Surroundings;
import java.util.function.LongSupplier;

/** What the path of a file says of its records, of which each next one has the next offset. */
public final class FileSurroundings implements Surroundings {
    private final FileNamePattern pattern;
    private final LongSupplier recordsBefore;
    private String path = "";
    private FileNamePattern.Place place;

    /** @param recordsBefore how many records of the file lie before the one that is read now */
    public FileSurroundings(LandingFormat format, LongSupplier recordsBefore) {
        this.pattern = format.fileName();
        this.recordsBefore = recordsBefore;
    }

    /** Begins a file. */
    public void enter(String file) {
        path = file;
        place = pattern == null ? null : pattern.match(file).orElse(null);
    }

    @Override
    public void addTo(EnvelopeValues values) {
        values.putText(EnvelopeGroup.FILE, "path", path);
        if (place != null) {
            values.putText(EnvelopeGroup.KAFKA, "topic", place.topic());
            values.put(EnvelopeGroup.KAFKA, "partition", Integer.toString(place.partition()));
            values.put(EnvelopeGroup.KAFKA, "offset", Long.toString(place.offset() + recordsBefore.getAsLong()));
        }
    }
}
