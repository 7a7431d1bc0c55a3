package io.sluice.etl.source;

import io.sluice.etl.framing.Bzip2Entry;
import io.sluice.etl.framing.Bzip2Stretch;
import io.sluice.etl.framing.Bzip2Survey;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Finds where large bzip2 files can be entered, by a job that decodes them in parallel before they are read; each file
 * once.
 *
 * <p>A position counts decompressed bytes from the beginning of its file, so a task can begin at a block only when it is
 * known how many bytes all blocks before have. To know that costs decompressing twice.
 */
final class Bzip2Files {
    /**
     * How many times the bytes that a core gets of a read a file must have for measuring to pay. Decompression is nearly
     * all of the work (34.6 of 35.9 s for 1 GiB): a file read at once takes as long as its own bytes do, a measured one
     * as long as twice its bytes, divided by the cores. At three a third of the time is saved.
     */
    private static final int WORTH_MEASURING = 3;

    private final JavaSparkContext spark;
    private final LandingFormat format;
    private final Limits limits;
    private final Broadcast<SerializableConfiguration> configuration;
    private final Map<String, List<Bzip2Entry>> entries = new HashMap<>();

    Bzip2Files(
            JavaSparkContext spark,
            LandingFormat format,
            Limits limits,
            Broadcast<SerializableConfiguration> configuration) {
        this.spark = spark;
        this.format = format;
        this.limits = limits;
        this.configuration = configuration;
    }

    /**
     * Measures those files of a read that would keep a core busy when all others are done.
     *
     * @return by path, the entries of those files and of those measured before; none where a file is to be read at once
     */
    synchronized Map<String, List<Bzip2Entry>> measure(List<LandedFile> files, SplitRule rule) {
        long total = files.stream().mapToLong(LandedFile::size).sum();
        List<Bzip2Range> ranges = new ArrayList<>();
        for (LandedFile file : files) {
            if (outlasts(file, total, rule) && !entries.containsKey(file.path())) {
                level(file).ifPresent(level -> ranges.addAll(Bzip2Range.of(file, level, rule.usual(total))));
            }
        }
        if (!ranges.isEmpty()) {
            enter(ranges, measured(ranges));
        }
        return Map.copyOf(entries);
    }

    private static boolean outlasts(LandedFile file, long total, SplitRule rule) {
        return file.size() >= WORTH_MEASURING * rule.openCost()
                && file.size() * rule.parallelism() >= WORTH_MEASURING * total;
    }

    private OptionalInt level(LandedFile file) {
        try {
            return new LandedInput(format, limits, configuration.value().value()).bzip2Level(file);
        } catch (IOException toldByTheReader) {
            // A task that reads it is tried again, and says what is wrong if that does not help.
            return OptionalInt.empty();
        }
    }

    private List<Bzip2Stretch> measured(List<Bzip2Range> ranges) {
        // The task takes what it needs along, not this object.
        LandingFormat readFormat = format;
        Limits readLimits = limits;
        Broadcast<SerializableConfiguration> readConfiguration = configuration;
        return spark.parallelize(ranges, ranges.size())
                .map(range -> new LandedInput(
                                readFormat,
                                readLimits,
                                readConfiguration.value().value())
                        .measure(range))
                .collect();
    }

    private void enter(List<Bzip2Range> ranges, List<Bzip2Stretch> stretches) {
        Map<String, List<Bzip2Stretch>> byFile = new HashMap<>();
        for (int i = 0; i < ranges.size(); i++) {
            byFile.computeIfAbsent(ranges.get(i).file().path(), path -> new ArrayList<>())
                    .add(stretches.get(i));
        }
        byFile.forEach((path, measured) -> entries.put(path, Bzip2Survey.entries(measured)));
    }
}
