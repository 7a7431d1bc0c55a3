package io.sluice.etl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.FileNamePattern.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LandingFormatsTest {
    @ParameterizedTest
    @CsvSource({
        "kafka_connect_s3,   topics/web.clicks/partition=3/web.clicks+3+0000000500.json.gz,   web.clicks, 3, 500, -1",
        "kafka_connect_s3,   clicks+0+9223372036854775807.json,                               clicks, 0, 9223372036854775807, -1",
        "kafka_connect_hdfs, topics/clicks/partition=1/clicks+1+0000000010+0000000019.json,   clicks, 1, 10, 19",
        "aiven_s3,           my-topic-2-100.gz,                                               my-topic, 2, 100, -1",
        "aiven_s3,           a/b/clicks-0-0,                                                  clicks, 0, 0, -1",
        "secor,              backup/clicks/offset=100/1_0_00000000000000000100,               clicks, 0, 100, -1",
        "secor,              clicks/dt=2015-07-07/hr=01/10_12_00000000000000000042.gz,        clicks, 12, 42, -1"
    })
    void findsTopicPartitionAndOffsetsInTheNamesThatProducersGive(
            String preset, String path, String topic, int partition, long offset, long end) {
        assertThat(LandingFormats.named(preset).orElseThrow().fileName().match(path))
                .contains(new Place(topic, partition, offset, end));
    }

    @ParameterizedTest
    @CsvSource({
        "kafka_connect_s3,   notes.txt",
        "kafka_connect_s3,   clicks+0+99999999999999999999.json",
        "kafka_connect_s3,   clicks+0+0+9.json",
        "kafka_connect_hdfs, clicks+0+0.json",
        "aiven_s3,           clicks-0",
        "secor,              1_0_00000000000000000100"
    })
    void findsNothingInOtherNames(String preset, String path) {
        assertThat(LandingFormats.named(preset).orElseThrow().fileName().match(path))
                .isEmpty();
    }

    @Test
    void refusesPatternsThatLackAFieldOrHaveAnother() {
        assertThatThrownBy(() -> FileNamePattern.of("{topic}+{partition}.*"))
                .hasMessageContaining("must have {topic}, {partition} and {offset}");
        assertThatThrownBy(() -> FileNamePattern.of("{topic}+{part}+{offset}"))
                .hasMessageContaining("{part} at character 9");
        assertThatThrownBy(() -> FileNamePattern.of("{topic}+{partition}+{offset}}"))
                .hasMessageContaining("} at character 29");
    }

    @Test
    void tellsWhereTheBrokersPlaceIsForEveryPresetThatCameThroughKafka() {
        assertThat(LandingFormats.presets().stream()
                        .filter(preset -> preset.deliveryKey().isPresent())
                        .map(LandingFormat::name))
                .containsExactly("kafka_connect_s3", "kafka_connect_hdfs", "aiven_s3", "secor");
    }

    @Test
    void findsTheColumnsOfAPlaceAndNamesThoseThatAreMissing() {
        Column offset = new Column(
                "position",
                new ColumnType.Int64(),
                false,
                null,
                "",
                new Column.Json(List.of("kafka", "offset"), Column.TimeFormat.ISO, false, false));
        RecordSchema partial = new RecordSchema("v1", "r", "", "f", List.of(offset));

        assertThat(DeliveryKey.KAFKA.columnsIn(partial)).isEmpty();
        List<Column> missing = DeliveryKey.KAFKA.missingIn(partial);
        assertThat(missing).extracting(Column::name).containsExactly("kafka_topic", "kafka_partition");

        RecordSchema whole = new RecordSchema("v1", "r", "", "f", List.of(offset, missing.get(0), missing.get(1)));
        assertThat(DeliveryKey.KAFKA.columnsIn(whole)).contains(List.of("kafka_topic", "kafka_partition", "position"));
        assertThat(DeliveryKey.KAFKA.missingIn(whole)).isEmpty();
    }
}
