package io.sluice.etl.model;

import io.sluice.etl.model.Framing.AvroOrLines;
import io.sluice.etl.model.Framing.Exploded;
import io.sluice.etl.model.Framing.Lines;
import io.sluice.etl.model.Framing.Values;
import io.sluice.etl.model.Framing.ValuesOrLines;
import java.util.List;
import java.util.Optional;

/** The presets of {@code landing.format}: one declaration a producer. */
public final class LandingFormats {
    private static final Lines LINES = new Lines();
    private static final Values VALUES = new Values();

    /** One JSON object a line, whoever writes it. */
    public static final LandingFormat NDJSON = preset("ndjson", LINES).build();

    private static final List<LandingFormat> PRESETS = List.of(
            NDJSON,
            preset("json_array", VALUES).build(),
            preset("kafka_connect_s3", LINES)
                    .in(Envelope.JSON_STRING, Envelope.CONNECT_SCHEMA)
                    .fileName("{topic}+{partition}+{offset}.*")
                    .build(),
            preset("kafka_connect_hdfs", LINES)
                    .in(Envelope.JSON_STRING, Envelope.CONNECT_SCHEMA)
                    .fileName("{topic}+{partition}+{offset}+{end}*")
                    .leaveAlone("log", "log.1", "*_tmp.*")
                    .build(),
            preset("aiven_s3", new ValuesOrLines())
                    .in(Envelope.BASE64_FIELDS, Envelope.KAFKA_FIELDS, Envelope.JSON_STRING, Envelope.CONNECT_SCHEMA)
                    .fields("value")
                    .fileName("{topic}-{partition}-{offset}*")
                    .build(),
            preset("secor", LINES)
                    .fileName("{topic}/**/*_{partition}_{offset}*")
                    .build(),
            preset("debezium", LINES)
                    .in(Envelope.JSON_STRING, Envelope.CONNECT_SCHEMA, Envelope.DEBEZIUM)
                    .build(),
            preset("firehose", VALUES).leaveAlone("*-failed").build(),
            preset("cloudwatch_logs", new Exploded("logEvents", "messageType", "CONTROL_MESSAGE"))
                    .leaveAlone("*-failed")
                    .build(),
            preset("cloudtrail", new Exploded("Records"))
                    .leaveAlone("CloudTrail-Digest", "CloudTrail-Insight")
                    .build(),
            preset("flume", new AvroOrLines())
                    .in(Envelope.FLUME_LINE, Envelope.FLUME_EVENT)
                    .build(),
            preset("logstash", LINES).build(),
            preset("fluentd", LINES).in(Envelope.FLUENTD_LINE).build(),
            preset("fluent_bit", LINES).build());

    private LandingFormats() {}

    /** All presets, in the order in which documentation lists them. */
    public static List<LandingFormat> presets() {
        return PRESETS;
    }

    /** The preset of a name. */
    public static Optional<LandingFormat> named(String name) {
        return PRESETS.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    private static Declaration preset(String name, Framing framing) {
        return new Declaration(name, framing);
    }

    /** Collects what a preset declares. */
    private static final class Declaration {
        private final String name;
        private final Framing framing;
        private List<Envelope> envelopes = List.of();
        private List<String> fields = List.of();
        private FileNamePattern fileName;
        private List<String> leftAlone = List.of();

        Declaration(String name, Framing framing) {
            this.name = name;
            this.framing = framing;
        }

        Declaration in(Envelope... fromTheOutsideIn) {
            envelopes = List.of(fromTheOutsideIn);
            return this;
        }

        Declaration fields(String... names) {
            fields = List.of(names);
            return this;
        }

        Declaration fileName(String pattern) {
            fileName = FileNamePattern.of(pattern);
            return this;
        }

        Declaration leaveAlone(String... patterns) {
            leftAlone = List.of(patterns);
            return this;
        }

        LandingFormat build() {
            return new LandingFormat(name, framing, envelopes, fields, fileName, leftAlone);
        }
    }
}
