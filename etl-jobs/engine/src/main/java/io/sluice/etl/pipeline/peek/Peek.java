package io.sluice.etl.pipeline.peek;

import io.sluice.etl.landing.DateRange;
import io.sluice.etl.landing.LandingDiscovery;
import io.sluice.etl.landing.Layout;
import io.sluice.etl.landing.Listing;
import io.sluice.etl.model.Envelope;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.schema.ColumnName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * What a look at a landing found.
 *
 * @param preset that fits best
 * @param text what is told of it: why, what comes next, first records
 * @param avsc a schema that takes the records
 * @param job a job that reads the landing; empty where there is nothing to partition by
 */
public record Peek(String preset, String text, String name, String avsc, Optional<String> job) {
    private static final int FILES = 20;
    private static final int SHOWN = 5;
    private static final int LONGEST_SHOWN = 300;

    /**
     * Looks at a landing.
     *
     * @param landing a folder on any Hadoop file system
     * @param name of job and table; null for the folder's own
     * @throws SluiceException invalid when there is no file, or no record in a file
     */
    public static Peek at(String landing, String name, Configuration configuration) throws IOException {
        Listing listing = new LandingDiscovery(configuration, landing, Layout.parse("*")).list(DateRange.ALL);
        List<LandedFile> files = spread(listing.files());
        if (files.isEmpty()) {
            throw SluiceException.invalid(
                    "%s holds no file with data (%d in-progress or bookkeeping files); wait for the producer, or name another folder"
                            .formatted(landing, listing.ignored()));
        }
        Sampler sampler = new Sampler(files, configuration);
        List<Fit> fits = new Presets(sampler).ranked();
        Fit best = fits.get(0);
        if (best.sample().records().isEmpty()) {
            throw SluiceException.invalid(
                    "no preset finds a JSON object in the %d files looked at of %s, first %s; Sluice reads JSON"
                            .formatted(files.size(), landing, files.get(0).path()));
        }
        Envelope envelope = addable(best);
        Sample sample = envelope == null
                ? best.sample()
                : sampler.read(with(best.sample().format(), envelope));
        String draftName = name == null ? nameOf(landing) : name;
        DraftSchema schema = new DraftSchema(draftName, sample);
        String label = envelope == null ? null : envelope.name().toLowerCase(Locale.ROOT);
        Optional<String> job = new DraftJob(draftName, landing, sample, schema, label).yaml();
        return new Peek(best.name(), text(listing, fits, sample, schema, label), draftName, schema.avsc(), job);
    }

    /** Files from all over the landing, the same ones each time. */
    private static List<LandedFile> spread(List<LandedFile> files) {
        List<LandedFile> filled = files.stream().filter(file -> file.size() > 0).toList();
        List<LandedFile> spread = new ArrayList<>();
        for (int i = 0; i < Math.min(FILES, filled.size()); i++) {
            spread.add(filled.get((int) ((long) i * filled.size() / Math.min(FILES, filled.size()))));
        }
        return spread;
    }

    /** Debezium's envelope, where the records inside those of the preset are mostly changes. */
    private static Envelope addable(Fit fit) {
        long changes = fit.sample().records().stream()
                .map(SampledRecord::payload)
                .filter(payload ->
                        payload.has("op") && payload.has("source") && (payload.has("after") || payload.has("before")))
                .count();
        return changes * 2 > fit.sample().records().size() ? Envelope.DEBEZIUM : null;
    }

    private static LandingFormat with(LandingFormat format, Envelope envelope) {
        List<Envelope> envelopes = new ArrayList<>(format.envelopes());
        envelopes.add(envelope);
        return new LandingFormat(
                format.name(), format.framing(), envelopes, format.fields(), format.fileName(), format.leftAlone());
    }

    private static String nameOf(String landing) {
        String path = landing.replaceAll("/+$", "");
        return ColumnName.suggestionFor(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String text(Listing listing, List<Fit> fits, Sample sample, DraftSchema schema, String envelope) {
        StringBuilder text = new StringBuilder();
        Fit best = fits.get(0);
        line(
                text,
                "%d files, of which %d were looked at; %d in-progress or bookkeeping files are left alone",
                listing.files().size(),
                sample.files().size(),
                listing.ignored());
        line(text, "format: %s%s", best.name(), envelope == null ? "" : " with envelope: " + envelope);
        line(text, "  because it %s", best.reasons());
        for (Fit other : fits.subList(1, Math.min(fits.size(), 3))) {
            line(text, "  %s", other.toldBeside(best));
        }
        if (!schema.leftOut().isEmpty()) {
            line(
                    text,
                    "no column can hold these names, because they have a dot or are empty: %s",
                    String.join(", ", schema.leftOut()));
        }
        line(text, "first records, as they would be read (file, position, record, what surrounds it):");
        sample.records().stream()
                .limit(SHOWN)
                .forEach(record -> line(
                        text,
                        "  %s %d %s%s",
                        record.file(),
                        record.position(),
                        shortened(record.payload().toString()),
                        record.around().isEmpty()
                                ? ""
                                : " " + shortened(record.around().toString())));
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
