package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Envelope;
import io.sluice.etl.model.FileNamePattern;
import io.sluice.etl.model.Framing;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FormatReaderTest {
    private final Bench bench = new Bench();

    static List<LandingFormat> presets() {
        return LandingFormats.presets();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void readsEveryPresetByItsNameAlone(LandingFormat preset) {
        assertThat(read("landing.format=" + preset.name())).isEqualTo(preset);
    }

    @Test
    void addsToAPreset() {
        assertThat(read("landing.format=kafka_connect_s3", "landing.envelope=debezium", "landing.ignore=['*.bak']"))
                .isEqualTo(new LandingFormat(
                        "kafka_connect_s3",
                        new Framing.Lines(),
                        List.of(Envelope.JSON_STRING, Envelope.CONNECT_SCHEMA, Envelope.DEBEZIUM),
                        List.of(),
                        FileNamePattern.of("{topic}+{partition}+{offset}.*"),
                        List.of("*.bak")));
        assertThat(read("landing.format=aiven_s3", "landing.fields=[key, value]")
                        .fields())
                .containsExactly("key", "value");
    }

    @Test
    void readsADeclarationOfItsOwn() {
        assertThat(read(
                        "landing.format=custom",
                        "landing.framing=values",
                        "landing.envelope=[connect_schema]",
                        "landing.file_name='{topic}.{partition}.{offset}'"))
                .isEqualTo(new LandingFormat(
                        "custom",
                        new Framing.Values(),
                        List.of(Envelope.CONNECT_SCHEMA),
                        List.of(),
                        FileNamePattern.of("{topic}.{partition}.{offset}"),
                        List.of()));
        assertThat(read("landing.format=custom", "landing.explode=items").framing())
                .isEqualTo(new Framing.Exploded("items"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    landing.format=fluentbit      | landing.format: unknown value "fluentbit"; expected one of ndjson, json_array, kafka_connect_s3, kafka_connect_hdfs, aiven_s3, secor, debezium, firehose, cloudwatch_logs, cloudtrail, flume, logstash, fluentd, fluent_bit, custom; did you mean fluent_bit?
                    landing.format=custom         | landing.framing: required where landing.format is custom; expected one of lines, values, values_or_lines, avro_or_lines
                    landing.framing=values        | landing.framing: is for landing.format custom only; ndjson has its own, remove it
                    landing.explode=items         | landing.explode: is for landing.format custom only; ndjson has its own, remove it
                    landing.envelope=debezum      | landing.envelope: unknown value "debezum"; expected one of fluentd_line, flume_line, flume_event, base64_fields, kafka_fields, json_string, connect_schema, debezium; did you mean debezium?
                    landing.fields=[value]        | landing.fields: needs the envelope base64_fields; remove it
                    landing.file_name="{topic}"   | landing.file_name: "{topic}" must have {topic}, {partition} and {offset}, each once, such as {topic}+{partition}+{offset}.*
                    """)
    void tellsWhatIsWrong(String override, String problem) {
        assertThat(bench.problemOf(override)).endsWith(problem);
    }

    @Test
    void refusesContradictions() {
        assertThat(bench.problems(
                        Bench.JOB, "landing.format=custom", "landing.framing=values", "landing.explode=items"))
                .containsExactly(
                        "--set landing.framing: says how records lie, and landing.explode says it as well; remove one"
                                + " of them");
        assertThat(bench.problems(Bench.JOB, "landing.format=debezium", "landing.envelope=[debezium]"))
                .containsExactly("--set landing.envelope: debezium is there already; remove it");
        assertThat(bench.problems(Bench.JOB, "landing.format=aiven_s3", "landing.fields=[key, offset]"))
                .containsExactly("--set landing.fields: [key, offset] must have value, and no field twice");
    }

    private LandingFormat read(String... overrides) {
        return bench.load(Bench.JOB, overrides).landing().format();
    }
}
