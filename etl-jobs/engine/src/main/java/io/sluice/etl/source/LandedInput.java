package io.sluice.etl.source;

import io.sluice.etl.framing.Bzip2Stretch;
import io.sluice.etl.framing.Bzip2Survey;
import io.sluice.etl.framing.Decompression;
import io.sluice.etl.framing.LandedRecords;
import io.sluice.etl.framing.NdjsonSlices;
import io.sluice.etl.framing.Slices;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Opens landed files on their file system. */
public final class LandedInput {
    private final LandingFormat format;
    private final Limits limits;
    private final Configuration configuration;

    public LandedInput(LandingFormat format, Limits limits, Configuration configuration) {
        this.format = format;
        this.limits = limits;
        this.configuration = configuration;
    }

    /** The records of a file. */
    public Slices open(LandedFile file) throws IOException {
        return LandedRecords.open(stored(file.uri()), format, limits);
    }

    /**
     * The records of a task's file that belong to its part. A file that is compressed belongs to its first part, unless it
     * is entered for each.
     */
    Slices open(FileTask task) throws IOException {
        if (task.part().count() == 1) {
            return open(task.file());
        }
        PartBounds bounds = task.bounds();
        FSDataInputStream stored = stored(task.file().uri());
        if (bounds.entry() != null) {
            stored.seek(bounds.entry().storedByte());
            InputStream decompressed = Decompression.enter(stored, bounds.entry(), limits);
            return LandedRecords.part(decompressed, format, limits, bounds.from(), bounds.to());
        }
        if (Decompression.isCompressed(stored.readNBytes(Decompression.LONGEST_MAGIC))) {
            if (task.part().first()) {
                stored.seek(0);
                return LandedRecords.open(stored, format, limits);
            }
            stored.close();
            return NdjsonSlices.none();
        }
        stored.seek(Math.max(0, bounds.from() - 1));
        return LandedRecords.part(stored, format, limits, bounds.from(), bounds.to());
    }

    /** As {@link LandedRecords#bzip2Level}. */
    OptionalInt bzip2Level(LandedFile file) throws IOException {
        try (InputStream stored = stored(file.uri())) {
            return LandedRecords.bzip2Level(stored, limits);
        }
    }

    /** Measures a part of a bzip2 file. */
    Bzip2Stretch measure(Bzip2Range range) throws IOException {
        try (FSDataInputStream stored = stored(range.file().uri())) {
            stored.seek(range.from());
            return Bzip2Survey.measure(stored, range.from(), range.to(), range.level(), limits);
        }
    }

    /** Locally the raw file system opens what the checksumming one cannot: names with a colon. */
    private FSDataInputStream stored(String uri) throws IOException {
        Path path = new Path(uri);
        FileSystem fileSystem = path.getFileSystem(configuration);
        return fileSystem instanceof LocalFileSystem local
                ? local.getRawFileSystem().open(path)
                : fileSystem.open(path);
    }
}
