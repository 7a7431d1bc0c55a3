package io.sluice.etl.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprintTest {
    private static final String BASE = "{'name': 'a', 'type': 'string'}, {'name': 'b', 'type': 'string'}";

    private static String of(String fields) {
        String text = "{'type': 'record', 'name': 'R', 'fields': [%s]}".formatted(fields);
        return AvroSchemas.parse(text.replace('\'', '"'), "r.avsc", "r/v1").fingerprint();
    }

    @Test
    void isSixteenHexadecimalDigitsThatStayTheSame() {
        assertThat(of(BASE)).isEqualTo("1b3dca530fbc24a2");
    }

    @Test
    void doesNotDependOnDocsOrHowNullIsWritten() {
        assertThat(of("{'name': 'a', 'type': 'string', 'doc': 'x'}, {'name': 'b', 'type': 'string'}"))
                .isEqualTo(of(BASE));
        assertThat(of("{'name': 'a', 'type': ['null', 'int'], 'default': null}"))
                .isEqualTo(of("{'name': 'a', 'type': ['int', 'null']}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'b', 'type': 'string'}, {'name': 'a', 'type': 'string'}",
                "{'name': 'a', 'type': 'string'}",
                "{'name': 'a', 'type': ['null', 'string']}, {'name': 'b', 'type': 'string'}",
                "{'name': 'a', 'type': 'string', 'default': ''}, {'name': 'b', 'type': 'string'}",
                "{'name': 'a', 'type': 'string', 'json': {'path': 'x'}}, {'name': 'b', 'type': 'string'}",
                "{'name': 'a', 'type': 'string', 'json': {'raw': true}}, {'name': 'b', 'type': 'string'}",
                "{'name': 'a', 'type': 'string', 'json': {'coerce': true}}, {'name': 'b', 'type': 'string'}",
                "{'name': 'a', 'type': 'int'}, {'name': 'b', 'type': 'string'}",
                "{'name': 'a', 'type': {'type': 'enum', 'name': 'E', 'symbols': ['A']}}, {'name': 'b', 'type': 'string'}",
                "{'name': 'a', 'type': {'type': 'enum', 'name': 'E', 'symbols': ['A', 'B']}}, {'name': 'b', 'type': 'string'}",
                "{'name': 'a', 'type': {'type': 'array', 'items': 'string'}}, {'name': 'b', 'type': 'string'}",
                "{'name': 'a', 'type': {'type': 'array', 'items': ['null', 'string']}}, {'name': 'b', 'type': 'string'}"
            })
    void changesWithWhatChangesHowARecordIsRead(String fields) {
        assertThat(of(fields)).isNotEqualTo(of(BASE));
    }

    @Test
    void tellsThePrecisionOfTimesApart() {
        assertThat(of("{'name': 'a', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}}"))
                .isNotEqualTo(of("{'name': 'a', 'type': {'type': 'long', 'logicalType': 'timestamp-micros'}}"));
    }
}
