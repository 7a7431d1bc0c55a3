package io.sluice.etl.pipeline.peek;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.etl.model.EnvelopeGroup;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Tells which preset fits a sample: by what each can read, by names of files, and by what only its producer writes. */
final class Presets {
    private static final String FIREHOSE_NAME =
            ".*-\\d+-\\d{4}-\\d\\d-\\d\\d-\\d\\d-\\d\\d-\\d\\d-[0-9a-f]{8}-[0-9a-f-]{27}(\\.\\w+)*";

    /** Names of files, as each producer gives them. */
    private static final Map<String, Pattern> NAMES = Map.of(
            "aiven_s3", Pattern.compile("[\\w.-]*[A-Za-z][\\w.-]*-\\d+-\\d+(\\.(gz|zst|snappy|json|csv))*"),
            "firehose", Pattern.compile(FIREHOSE_NAME),
            "cloudwatch_logs", Pattern.compile(FIREHOSE_NAME),
            "cloudtrail", Pattern.compile("\\d{12}_CloudTrail_.*"),
            "flume", Pattern.compile("FlumeData\\.\\d+.*"),
            "logstash", Pattern.compile("ls\\.s3\\..*\\.part\\d+\\.txt.*"),
            "fluentd", Pattern.compile("(.*\\.)?\\d{8,12}_\\d+\\.\\w+"),
            "fluent_bit", Pattern.compile("\\d\\d(_\\d\\d)*(\\.\\w+)?-(object)?\\w{8}"));

    /** What the records of a format show, and which records do. */
    private record Evidence(String text, BiPredicate<SampledRecord, SampledRecord> shown) {}

    private static final Map<String, Evidence> CONTENT = Map.of(
            "json_array",
                    new Evidence(
                            "lie in an array or go over several lines",
                            (before, record) -> record.spansLines()
                                    || record.position() == 1
                                    || before != null
                                            && record.position() == before.end() + 1
                                            && before.position() == 1),
            "firehose", new Evidence("follow the one before without a line feed", Presets::follows),
            "aiven_s3", new Evidence("are the value of a Kafka record", has(EnvelopeGroup.KAFKA, "offset")),
            "debezium", new Evidence("are changes of a row", has(EnvelopeGroup.DEBEZIUM, "op")),
            "cloudwatch_logs", new Evidence("are log events of a document", (before, record) -> true),
            "cloudtrail", new Evidence("are elements of Records", (before, record) -> true),
            "flume", new Evidence("have headers", has(EnvelopeGroup.FLUME, "headers")),
            "logstash", new Evidence("have @timestamp and @version", fields("@timestamp", "@version")),
            "fluentd", new Evidence("stand behind a time and a tag", has(EnvelopeGroup.FLUENTD, "tag")),
            "fluent_bit", new Evidence("have a date", fields("date")));

    private final Sampler sampler;

    Presets(Sampler sampler) {
        this.sampler = sampler;
    }

    /** All presets, the best first; of equal ones the plainer. */
    List<Fit> ranked() throws IOException {
        List<Fit> fits = new ArrayList<>();
        for (LandingFormat preset : LandingFormats.presets()) {
            Sample sample = sampler.read(preset);
            Evidence evidence = CONTENT.get(preset.name());
            fits.add(new Fit(
                    sample,
                    names(sample),
                    evidence == null ? 0 : content(sample, evidence),
                    evidence == null ? "" : evidence.text()));
        }
        fits.sort(Comparator.comparingDouble(Fit::score).reversed());
        return fits;
    }

    private static double names(Sample sample) {
        Pattern names = NAMES.get(sample.format().name());
        long fitting = sample.files().stream()
                .filter(file -> names != null
                        ? names.matcher(lastName(file)).matches()
                        : sample.format().fileName() != null
                                && sample.format().fileName().match(file.path()).isPresent())
                .count();
        return sample.files().isEmpty() ? 0 : (double) fitting / sample.files().size();
    }

    private static String lastName(LandedFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    private static double content(Sample sample, Evidence evidence) {
        long shown = 0;
        SampledRecord before = null;
        for (SampledRecord record : sample.records()) {
            SampledRecord sameFile = before != null && before.file().equals(record.file()) ? before : null;
            shown += evidence.shown().test(sameFile, record) ? 1 : 0;
            before = record;
        }
        return sample.records().isEmpty()
                ? 0
                : (double) shown / sample.records().size();
    }

    private static boolean follows(SampledRecord before, SampledRecord record) {
        return before != null && before.end() == record.position();
    }

    private static BiPredicate<SampledRecord, SampledRecord> has(String group, String name) {
        return (before, record) -> record.around().path(group).has(name);
    }

    private static BiPredicate<SampledRecord, SampledRecord> fields(String... names) {
        return (before, record) -> {
            JsonNode payload = record.payload();
            return List.of(names).stream().allMatch(payload::has);
        };
    }
}
