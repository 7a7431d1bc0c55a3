package io.sluice.etl.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.Column.TimeFormat;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.RecordSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroSchemasTest {
    private static final String LOCATION = "/schemas/shop/orders/v1.avsc";

    private static String record(String... fields) {
        return "{\"type\": \"record\", \"name\": \"Order\", \"namespace\": \"shop\", \"fields\": [%s]}"
                .formatted(String.join(", ", fields));
    }

    private static String field(String name, String type, String... more) {
        String rest = more.length == 0 ? "" : ", " + String.join(", ", more);
        return "{\"name\": \"%s\", \"type\": %s%s}".formatted(name, type, rest);
    }

    private static RecordSchema parse(String... fields) {
        return AvroSchemas.parse(record(fields), LOCATION, "r/v1");
    }

    private static Column column(String type, String... more) {
        return parse(field("a", type, more)).columns().get(0);
    }

    private static List<String> problems(String text) {
        InvalidSchema failure =
                catchThrowableOfType(InvalidSchema.class, () -> AvroSchemas.parse(text, LOCATION, "r/v1"));
        assertThat(failure).isNotNull();
        return failure.problems();
    }

    private static String problem(String type, String... more) {
        List<String> problems = problems(record(field("a", type, more)));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "string"                                                                           | string
                    {"type": "string", "logicalType": "uuid"}                                          | string
                    {"type": "enum", "name": "E", "symbols": ["A"]}                                    | string
                    "int"                                                                              | int
                    "long"                                                                             | bigint
                    "float"                                                                            | float
                    "double"                                                                           | double
                    "boolean"                                                                          | boolean
                    "bytes"                                                                            | binary
                    {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 38}          | decimal(38,38)
                    {"type": "bytes", "logicalType": "decimal", "precision": 1}                        | decimal(1,0)
                    {"type": "int", "logicalType": "date"}                                             | date
                    {"type": "long", "logicalType": "timestamp-millis"}                                | timestamp
                    {"type": "long", "logicalType": "timestamp-micros"}                                | timestamp
                    {"type": "array", "items": {"type": "map", "values": "int"}}                       | array<map<string,int>>
                    {"type": "record", "name": "R", "fields": [{"name": "x", "type": ["long", "null"]}]} | struct<x:bigint>
                    """)
    void givesEveryTypeItsColumn(String type, String sql) {
        assertThat(column(type).type().sql()).isEqualTo(sql);
        assertThat(column(type).nullable()).isFalse();
        assertThat(column("[\"null\", %s]".formatted(type)).nullable()).isTrue();
        assertThat(column("[%s, \"null\"]".formatted(type)).type().sql()).isEqualTo(sql);
    }

    @Test
    void tellsMillisecondsFromMicroseconds() {
        assertThat(column("{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}")
                        .type())
                .isEqualTo(new ColumnType.Timestamp(true));
        assertThat(column("{\"type\": \"long\", \"logicalType\": \"timestamp-micros\"}")
                        .type())
                .isEqualTo(new ColumnType.Timestamp(false));
    }

    @Test
    void keepsNullabilityOfElementsAndValues() {
        assertThat(column("{\"type\": \"array\", \"items\": [\"null\", \"int\"]}")
                        .type())
                .isEqualTo(new ColumnType.ArrayOf(new ColumnType.Int32(), true));
        assertThat(column("{\"type\": \"map\", \"values\": [\"int\", \"null\"]}")
                        .type())
                .isEqualTo(new ColumnType.MapOf(new ColumnType.Int32(), true));
    }

    @Test
    void takesNameAndDocs() {
        RecordSchema schema = AvroSchemas.parse(
                """
                {"type": "record", "name": "Order", "namespace": "shop", "doc": "An order.",
                 "fields": [{"name": "id", "type": "string", "doc": "Identifies it."}, {"name": "note", "type": "string"}]}
                """,
                LOCATION,
                "shop/order/v1");
        assertThat(schema.version()).isEqualTo("shop/order/v1");
        assertThat(schema.name()).isEqualTo("shop.Order");
        assertThat(schema.doc()).isEqualTo("An order.");
        assertThat(schema.columns()).extracting(Column::doc).containsExactly("Identifies it.", "");
    }

    @Test
    void bindsFieldsToJson() {
        assertThat(column("\"int\"").json()).isEqualTo(Column.Json.named("a"));
        assertThat(column("\"int\"", "\"json\": {\"path\": \"x.Y\", \"coerce\": true}")
                        .json())
                .isEqualTo(new Column.Json(List.of("x", "Y"), TimeFormat.ISO, true, false));
        assertThat(column("[\"null\", \"string\"]", "\"json\": {\"raw\": true}")
                        .json()
                        .raw())
                .isTrue();
        assertThat(column(
                                "{\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}",
                                "\"json\": {\"time\": \"epoch-millis\"}")
                        .json()
                        .time())
                .isEqualTo(TimeFormat.EPOCH_MILLIS);
    }

    @Test
    void letsColumnsShareAPathAndUseATypeTwice() {
        String actor =
                "{\"type\": \"record\", \"name\": \"Actor\", \"fields\": [{\"name\": \"login\", \"type\": \"string\"}]}";
        RecordSchema schema = parse(
                field("actor", actor),
                field("actor_login", "\"string\"", "\"json\": {\"path\": \"actor.login\"}"),
                field("owner", "\"Actor\"", "\"json\": {\"path\": \"actor\"}"));
        assertThat(schema.sql())
                .isEqualTo("actor struct<login:string>, actor_login string, owner struct<login:string>");
    }

    @ParameterizedTest
    @CsvSource({
        "createdAt,created_at",
        "userID,user_id",
        "HTTPServer,http_server",
        "@timestamp,timestamp",
        "_id,id",
        "2fa,field_2fa",
        "a-b,a_b",
        "ABC,abc",
        "é,field"
    })
    void suggestsALowerSnakeCaseName(String name, String suggestion) {
        assertThat(problems(record(field(name, "\"string\""))))
                .containsExactly(
                        "%s: the name \"%s\" is not lower_snake_case ([a-z][a-z0-9_]*); call the field %s and add \"json\": {\"path\": \"%s\"}"
                                .formatted(name, name, suggestion, name));
    }

    @Test
    void suggestsNoPathWhereThereIsOne() {
        assertThat(problems(record(field("userId", "\"string\"", "\"json\": {\"path\": \"user.id\"}"))))
                .containsExactly(
                        "userId: the name \"userId\" is not lower_snake_case ([a-z][a-z0-9_]*); call the field user_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest_file", "ingest_position", "ingest_run", "ingest_rescued"})
    void refusesNamesOfLineageColumnsAtTheTopOnly(String name) {
        assertThat(problems(record(field(name, "\"string\""))))
                .singleElement()
                .asString()
                .startsWith(name + ": the name is taken");
        String nested =
                "{\"type\": \"record\", \"name\": \"R\", \"fields\": [%s]}".formatted(field(name, "\"string\""));
        assertThat(column(nested).type().sql()).isEqualTo("struct<" + name + ":string>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ["null", "int", "string"]                                            | a: a union of [null, int, string] is no column type
                    ["int"]                                                              | a: a union of [int] is no column type
                    []                                                                   | a: a union of [] is no column type
                    "null"                                                               | a: null alone is no column type
                    {"type": "fixed", "name": "F", "size": 4}                            | a: a fixed is no column type; use bytes
                    {"type": "long", "logicalType": "timestamp-mills"}                   | a: logicalType "timestamp-mills": unknown; did you mean timestamp-millis?
                    {"type": "string", "logicalType": "url"}                             | a: logicalType "url": unknown; remove it, or use one of date, decimal,
                    {"type": "long", "logicalType": 5}                                   | a: logicalType 5: unknown
                    {"type": "long", "logicalType": "date"}                              | a: logicalType "date" is on long; it needs int
                    {"type": "array", "items": "int", "logicalType": "date"}             | a: logicalType "date" is on array; it needs int
                    {"type": "array", "items": {"type": "int", "logicalType": "time-millis"}} | a[]: logicalType "time-millis": no column type holds a time of day
                    {"type": "map", "values": ["int", "string"]}                         | a{}: a union of [int, string] is no column type
                    {"type": "long", "logicalType": "local-timestamp-micros"}            | a: logicalType "local-timestamp-micros": Hive cannot read such a column from ORC; use timestamp-millis
                    {"type": "long", "logicalType": "timestamp-nanos"}                   | a: logicalType "timestamp-nanos": columns hold microseconds
                    {"type": "bytes", "logicalType": "decimal"}                          | a: decimal: precision (absent) is not a whole number from 1 to 38; set
                    {"type": "bytes", "logicalType": "decimal", "precision": 39}         | a: decimal: precision 39 is not
                    {"type": "bytes", "logicalType": "decimal", "precision": "x", "scale": -1} | a: decimal: precision "x" is not a whole number from 1 to 38; scale -1 is not
                    {"type": "bytes", "logicalType": "decimal", "precision": 2, "scale": 3} | a: decimal: scale 3 is not a whole number from 0 to precision
                    {"type": "long", "json": {"path": "b"}}                              | a: "json" stands within the type, where it has no effect; move it
                    {"type": "record", "name": "R", "fields": []}                        | a: record shop.R has no fields
                    {"type": "record", "name": "R", "fields": [{"name": "r", "type": ["null", {"type": "array", "items": "R"}]}]} | a.r[]: record shop.R contains itself, which no table can
                    "Order"                                                              | a: record shop.Order contains itself
                    {"type": "enum", "name": "E", "symbols": []}                         | a: enum shop.E has no symbols
                    {"type": "enum", "name": "E", "symbols": ["a-b"]}                    | a: "a-b" is no symbol that Avro allows
                    {"type": "enum", "name": "E", "symbols": ["A"], "default": "A"}      | a: enum shop.E has the default "A" for symbols it does not know
                    {"type": "enum", "name": "E-E", "symbols": ["A"]}                    | a: "E-E" is no type name that Avro allows
                    "strng"                                                              | not an Avro schema: Undefined schema: shop.strng
                    """)
    void refusesTypesThatNoColumnHas(String type, String problem) {
        assertThat(problem(type)).startsWith(problem);
    }

    @Test
    void refusesALogicalTypeBesideTheType() {
        assertThat(problem("\"long\"", "\"logicalType\": \"timestamp-millis\""))
                .isEqualTo(
                        "a: logicalType \"timestamp-millis\" stands beside the type, where it has no effect; write \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "int"    | "x"                        | a: json "x" is not an object
                    "int"    | {"pth": "x"}               | a: json.pth: unknown key; did you mean json.path?
                    "int"    | {"whatever": "x"}          | a: json.whatever: unknown key; valid keys: path, time, coerce, raw
                    "int"    | {"path": "a..b"}           | a: json.path "a..b" is not names joined by dots
                    "int"    | {"path": 5}                | a: json.path 5 is not names joined by dots
                    "int"    | {"coerce": "yes"}          | a: json.coerce "yes" is not true or false
                    "int"    | {"time": "iso"}            | a: json.time is for timestamps, and this is int; remove it
                    "int"    | {"raw": true}              | a: json.raw is for strings, and this is int; remove it
                    "bytes"  | {"coerce": true}           | a: json.coerce is for numbers, booleans and strings, and this is binary; remove it
                    "string" | {"coerce": true, "raw": true} | a: json.raw takes any value as it stands
                    {"type": "long", "logicalType": "timestamp-millis"} | {"time": "epoch"} | a: json.time "epoch" is unknown; use one of iso, epoch-seconds, epoch-millis, epoch-micros
                    {"type": "array", "items": {"type": "long", "logicalType": "timestamp-millis"}} | {"time": "epoch-millis"} | a: json.time is for timestamps, and this is array<timestamp>
                    """)
    void refusesJsonPropertiesThatDoNotApply(String type, String json, String problem) {
        assertThat(problem(type, "\"json\": " + json)).startsWith(problem);
    }

    @Test
    void tellsAllProblemsAtOnceWithTheirPaths() {
        String text = record(
                field("createdAt", "\"string\""),
                field("ingest_run", "\"string\""),
                field(
                        "actor",
                        "{\"type\": \"record\", \"name\": \"Actor\", \"fields\": [%s, %s]}"
                                .formatted(
                                        field("userId", "\"string\""), field("id", "\"int\"", "\"default\": \"x\""))));
        InvalidSchema failure =
                catchThrowableOfType(InvalidSchema.class, () -> AvroSchemas.parse(text, LOCATION, "r/v1"));
        assertThat(failure.problems())
                .hasSize(4)
                .anyMatch(problem -> problem.startsWith("createdAt: "))
                .anyMatch(problem -> problem.startsWith("ingest_run: "))
                .anyMatch(problem -> problem.startsWith("actor.userId: "))
                .anyMatch(problem -> problem.startsWith("actor.id: default: "));
        assertThat(failure.getMessage().lines()).hasSize(5).first().asString().isEqualTo(LOCATION + ": 4 problems");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `{"type": "record"`                      | not an Avro schema: Unexpected end-of-input
                    `` | not an Avro schema: Cannot parse <null> schema
                    `"string"`                               | the schema is of type string; declare a record
                    `[]`                                     | the schema is of type union; declare a record
                    `{"type": "record", "name": "R"}`        | not an Avro schema: Record has no fields
                    `{"type": "record", "name": "R", "fields": []}` | record R has no fields; declare at least one
                    `{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}, {"name": "a", "type": "int"}]}` | not an Avro schema: Duplicate field a in record R
                    """)
    void refusesWhatIsNoRecord(String text, String problem) {
        assertThat(problems(text)).singleElement().asString().startsWith(problem);
    }
}
