package io.sluice.etl.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefaultsTest {
    private static Column column(String type, String json) {
        String text =
                "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\": %s, \"default\": %s}]}"
                        .formatted(type, json);
        return AvroSchemas.parse(text, "r.avsc", "r/v1").columns().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "string"                                                              | "x\\"y\\\\z\\n"  | "x\\"y\\\\z\\u000a"
                    "string"                                                              | ""               | ""
                    "int"                                                                 | -3               | -3
                    "long"                                                                | 9223372036854775807 | 9223372036854775807
                    "double"                                                              | 0.1              | 0.1
                    "double"                                                              | 3                | 3.0
                    "float"                                                               | 0.1              | 0.1
                    "boolean"                                                             | true             | true
                    ["null", "int"]                                                       | 3                | 3
                    ["int", "null"]                                                       | 3                | 3
                    {"type": "enum", "name": "E", "symbols": ["A", "B"]}                  | "B"              | "B"
                    {"type": "array", "items": "int"}                                     | []               | []
                    {"type": "map", "values": "int"}                                      | {}               | {}
                    "bytes"                                                               | "\\u00ff\\u0000" | "/wA="
                    {"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2} | "\\u0004\\u00d2" | 12.34
                    {"type": "bytes", "logicalType": "decimal", "precision": 4, "scale": 2} | "\\u00ff"      | -0.01
                    {"type": "int", "logicalType": "date"}                                | -1               | "1969-12-31"
                    {"type": "long", "logicalType": "timestamp-millis"}                   | 1500             | "1970-01-01T00:00:01.500Z"
                    {"type": "long", "logicalType": "timestamp-micros"}                   | -1               | "1969-12-31T23:59:59.999999Z"
                    """)
    void becomeJsonThatTheColumnAccepts(String type, String json, String expected) {
        assertThat(column(type, json).defaultValue()).hasValue(expected);
    }

    @Test
    void ofNullAreNone() {
        assertThat(column("[\"null\", \"int\"]", "null").defaultValue()).isEmpty();
        assertThat(column("[\"int\", \"null\"]", "null").defaultValue()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "int"                                                | "x"            | Invalid default for field a: "x" not a "int"
                    "int"                                                | null           | Invalid default for field a: null not a "int"
                    "int"                                                | 3000000000     | Invalid default for field a: 3000000000 not a "int"
                    "int"                                                | [1]            | default: Invalid default for field a
                    ["null", "int"]                                      | "x"            | Invalid default for field a: "x" not a "int"
                    "double"                                             | 1e400          | Infinity is not a finite number
                    "double"                                             | "NaN"          | NaN is not a finite number
                    "double"                                             | 99999999999999999999 | the number is beyond what the type holds
                    "string"                                             | "\\ud800"      | holds half a surrogate pair
                    "bytes"                                              | "\\u0100"      | has characters beyond \\u00ff
                    {"type": "enum", "name": "E", "symbols": ["A"]}      | "B"            | "B" is not one of A
                    {"type": "array", "items": "int"}                    | [1]            | [1] cannot be a column's default
                    {"type": "map", "values": "int"}                     | {"x": 1}       | {x=1} cannot be a column's default
                    {"type": "record", "name": "N", "fields": [{"name": "x", "type": "int", "default": 1}]} | {} | {} cannot be a column's default
                    {"type": "bytes", "logicalType": "decimal", "precision": 2} | "\\u0004\\u00d2" | 1234 does not fit decimal(2,0)
                    {"type": "bytes", "logicalType": "decimal", "precision": 2} | ""      | holds no bytes of a decimal
                    {"type": "int", "logicalType": "date"}               | 2147483647     | is not within the years 1 to 9999
                    {"type": "long", "logicalType": "timestamp-millis"}  | 9223372036854775807 | is not within the years 1 to 9999
                    """)
    void thatTheColumnCannotTakeAreProblems(String type, String json, String problem) {
        assertThatThrownBy(() -> column(type, json))
                .isInstanceOf(InvalidSchema.class)
                .hasMessageContaining(problem);
    }
}
