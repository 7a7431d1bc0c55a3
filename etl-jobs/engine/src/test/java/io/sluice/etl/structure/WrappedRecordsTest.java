package io.sluice.etl.structure;

import static io.sluice.etl.structure.Reading.LONG;
import static io.sluice.etl.structure.Reading.TEXT;
import static io.sluice.etl.structure.Reading.lifted;
import static io.sluice.etl.structure.Reading.nullable;
import static io.sluice.etl.structure.Reading.raw;
import static io.sluice.etl.structure.Reading.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.Envelope;
import io.sluice.etl.model.Framing;
import io.sluice.etl.model.JobConfig.UnknownFields;
import io.sluice.etl.model.LandingFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WrappedRecordsTest {
    @Test
    void takesOffWhatKafkaConnectWraps() {
        Reading reading = Reading.of(required("id", LONG)).in(format(Envelope.JSON_STRING, Envelope.CONNECT_SCHEMA));

        assertThat(reading.summaries("{\"id\":1}")).containsExactly("[1]");
        assertThat(reading.summaries("\"{\\\"id\\\":2}\"")).containsExactly("[2]");
        assertThat(reading.summaries("{\"schema\":null,\"payload\":{\"id\":3}}"))
                .containsExactly("[3]");
        assertThat(reading.summaries("{\"schema\":1,\"payload\":{\"id\":3},\"id\":4}"))
                .as("a record that has these names among others")
                .containsExactly("[4]");
        assertThat(reading.summaries("{\"id\":5}{\"schema\":{},\"payload\":{\"id\":6}} \"{\\\"id\\\":7}\""))
                .containsExactly("[5]", "[6]", "[7]");
    }

    @Test
    void tellsTheRecordAsItLanded() {
        Reading reading = Reading.of(required("id", LONG)).in(format(Envelope.CONNECT_SCHEMA));

        Told told = reading.one("{\"schema\":null,\"payload\":{\"id\":3}}");

        assertThat(told.position()).isZero();
        assertThat(told.raw()).isEqualTo("{\"schema\":null,\"payload\":{\"id\":3}}");
    }

    @Test
    void countsTombstonesUnlessAColumnReadsThem() {
        Reading reading = Reading.of(nullable("id", LONG)).in(format(Envelope.CONNECT_SCHEMA));
        assertThat(reading.summary("null")).startsWith("TOMBSTONE");
        assertThat(reading.summary("{\"schema\":null,\"payload\":null}")).startsWith("TOMBSTONE");

        Reading deletions = Reading.of(
                        nullable("id", LONG), lifted(required("gone", new ColumnType.Bool()), "kafka", "tombstone"))
                .in(format(Envelope.CONNECT_SCHEMA));
        assertThat(deletions.summaries("null {\"id\":1}")).containsExactly("[null, true]", "[1, false]");
    }

    @Test
    void readsTheRowAsItIsAfterAChangeOrWasBeforeItsEnd() {
        Reading reading = Reading.of(
                        required("id", LONG),
                        lifted(required("op", TEXT), "debezium", "op"),
                        lifted(nullable("lsn", LONG), "debezium", "source", "lsn"))
                .in(format(Envelope.DEBEZIUM));

        assertThat(reading.summary(
                        "{\"before\":null,\"after\":{\"id\":1},\"source\":{\"lsn\":7,\"db\":\"x\"},\"op\":\"c\"}"))
                .isEqualTo("[1, c, 7]");
        assertThat(reading.summary("{\"before\":{\"id\":1},\"after\":null,\"op\":\"d\"}"))
                .isEqualTo("[1, d, null]");
        assertThat(reading.summary("{\"id\":1}"))
                .isEqualTo(
                        "MISSING_FIELD debezium.op: expected string, found nothing, and the schema gives no default");
    }

    @Test
    void noNameAroundARecordIsUnknown() {
        Reading reading = Reading.of(required("id", LONG), lifted(raw(nullable("source", TEXT)), "debezium", "source"))
                .unknown(UnknownFields.REJECT)
                .in(format(Envelope.DEBEZIUM));

        assertThat(reading.summary("{\"after\":{\"id\":1},\"source\":{\"lsn\":7},\"op\":\"c\",\"ts_ms\":5}"))
                .isEqualTo("[1, {\"lsn\":7}]");
        assertThat(reading.summary("{\"after\":{\"id\":1,\"x\":2},\"op\":\"c\"}"))
                .startsWith("UNKNOWN_FIELD x");
    }

    @Test
    void readsThePartsOfAKafkaRecord() {
        Reading reading = Reading.of(
                        required("id", LONG),
                        lifted(required("pos", LONG), "kafka", "offset"),
                        lifted(raw(nullable("key", TEXT)), "kafka", "key"),
                        lifted(nullable("trace", TEXT), "kafka", "headers", "trace"))
                .in(format(Envelope.KAFKA_FIELDS, Envelope.JSON_STRING));

        assertThat(
                        reading.summary(
                                "{\"key\":{\"k\":1},\"value\":{\"id\":1},\"offset\":9,\"headers\":[{\"key\":\"trace\",\"value\":\"t\"}]}"))
                .isEqualTo("[1, 9, {\"k\":1}, t]");
        assertThat(reading.summary("{\"value\":\"{\\\"id\\\":2}\",\"offset\":9,\"headers\":null}"))
                .isEqualTo("[2, 9, null, null]");
        assertThat(reading.summary("{\"value\":5,\"offset\":9}")).startsWith("NOT_AN_OBJECT");
    }

    @Test
    void rejectsWhatIsNoJsonInside() {
        Reading reading = Reading.of(required("id", LONG)).in(format(Envelope.JSON_STRING));

        assertThat(reading.summary("\"{\\\"id\\\":1\"")).startsWith("MALFORMED_JSON");
        assertThat(reading.summary("\"{\\\"id\\\":1}x\"")).startsWith("MALFORMED_JSON");
        assertThat(reading.summary("\"hello\"")).startsWith("NOT_AN_OBJECT");
        assertThat(reading.summaries("{\"id\":1}{\"id\":"))
                .element(1)
                .asString()
                .startsWith("MALFORMED_JSON");
        assertThat(reading.summaries("{\"id\":1}oops")).element(1).asString().startsWith("MALFORMED_JSON");
    }

    @Test
    void leavesNamesOfItsGroupsToTheRecordWhereTheFormatHasNone() {
        assertThat(Reading.of(lifted(required("topic", TEXT), "kafka", "topic"))
                        .summary("{\"kafka\":{\"topic\":\"t\"}}"))
                .isEqualTo("[t]");
    }

    @Test
    void findsThePlaceInTheBrokerOutside() {
        Reading reading = Reading.of(required("id", LONG), lifted(required("pos", LONG), "kafka", "offset"))
                .in(format(Envelope.CONNECT_SCHEMA))
                .surroundedBy(values -> values.put("kafka", "offset", "41"));

        assertThat(reading.summary("{\"id\":1}")).isEqualTo("[1, 41]");
    }

    private static LandingFormat format(Envelope... envelopes) {
        return new LandingFormat("custom", new Framing.Lines(), List.of(envelopes), List.of(), null, List.of());
    }
}
