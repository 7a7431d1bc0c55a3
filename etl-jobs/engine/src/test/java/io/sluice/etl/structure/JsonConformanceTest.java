package io.sluice.etl.structure;

import static io.sluice.etl.structure.Reading.nullable;
import static io.sluice.etl.structure.Reading.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.RejectCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What RFC 8259 allows and forbids, each as the value of an unknown name, of a raw column and of a typed one. */
class JsonConformanceTest {
    private final List<Reading> readings = List.of(
            Reading.of(nullable("other", Reading.TEXT)),
            Reading.of(raw(nullable("v", Reading.TEXT))),
            Reading.of(nullable("v", Reading.TEXT)),
            Reading.of(nullable("v", Reading.map(Reading.TEXT))),
            Reading.of(nullable("v", Reading.array(Reading.DOUBLE))).wanting());

    static List<String> allowed() {
        return List.of(
                "[]", "[ ]", " [] ", "[[]]", "[\"\"]", "[\"a\"]", "[false]", "[null, 1, \"1\", {}]", "[null]",
                "[1\t]", "[1\r]", "[\r\t 1]", "[1,null,null,null,2]", "[2] ", "[123e65]", "[0e+1]", "[0e1]", "[ 4]",
                "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]", "[20e1]",
                "[-0]", "[-123]", "[-1]", "[1E22]", "[1E-2]", "[1E+2]", "[123e45]", "[123.456e78]", "[1e-2]", "[1e+2]",
                "[123]", "[123.456789]", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}", "{\"asd\":\"sdf\"}", "{}", "{\"\":0}",
                "{\"a\":\"b\",\"a\":\"c\"}", "{\"foo\\u0000bar\": 42}", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }",
                "{\"a\":[]}", "{\"title\":\"\\u041f\\u043e\\u043b\\u0442\\u043e\\u0440\\u0430\" }",
                "[\"\\u0060\\u012a\\u12AB\"]", "[\"\\uD801\\udc37\"]", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]",
                "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\\u0000\"]", "[\"\\\"\"]", "[\"a/*b*/c/*d//e\"]",
                "[\"\\\\a\"]",
                "[\"\\\\n\"]", "[\"\\u0012\"]", "[\"\\uFFFF\"]", "[\"asd \"]", "[ \"asd\"]", "[\"\uDBFF\uDFFF\"]",
                "[\"new\\u00A0line\"]", "[\"\uFFFF\"]", "[\"\\u0000\"]", "[\"\\u002c\"]", "[\"π\"]", "[\"\u2028\"]",
                "[\"\u2029\"]", "[\"\\u0061\\u30af\\u30EA\\u30b9\"]", "[\"new\\u000Aline\"]", "[\"\u007f\"]",
                "[\"\\uA66D\"]", "[\"\\u0022\"]", "\" \"", "42", "-0.1", "null", "\"asd\"", "true", "false", "\"\"",
                "[true]", "[\"\uFEFF\"]", "[\"\\uDBFF\\uDFFE\"]", "[\"€\uD834\uDD1E\"]", "1E400", "[1e9999]", "-0e-0");
    }

    static List<String> forbidden() {
        return List.of(
                "[1 true]", "[\"\": 1]", "[\"\"],", "[,1]", "[1,,2]", "[\"x\",,]", "[\"x\"]]", "[\"\",]", "[x",
                "[3[4]]",
                "[1:2]", "[,]", "[-]", "[   , \"\"]", "[\"a\",4,1,", "[1,]", "[*]", "[\"\"", "[1,", "[1", "[{}",
                "[fals]", "[nul]", "[tru]", "[True]", "[NULL]", "nulll", "truefalse", "[++1234]", "[+1]", "[+Inf]",
                "[-01]", "[-1.0.]", "[-2.]", "[-NaN]", "[.-1]", "[.2e-3]", "[0.1.2]", "[0.3e+]", "[0.3e]", "[0.e1]",
                "[0E+]", "[0E]", "[0e+-1]", "[1.0e+]", "[1.0e-]", "[1.0e]", "[1 000.0]", "[1eE2]", "[2.e+3]", "[2.e3]",
                "[9.e+]", "[Inf]", "[NaN]", "[１]", "[1+2]", "[0x1]", "[0x42]", "[Infinity]", "[-Infinity]", "[-foo]",
                "[- 1]", "[-012]", "[-.123]", "[-1x]", "[1ea]", "[1.]", "[.123]", "[1.2a-3]", "[1.8011670033376514H]",
                "[012]", "00", "01", "-00", "1_0", "{[: \"x\"}", "{\"x\", null}", "{\"x\"::\"b\"}", "{\"a\":\"a\" 123}",
                "{key: 'value'}", "{\"a\" b}", "{:\"b\"}", "{\"a\" \"b\"}", "{\"a\":", "{\"a\"", "{1:1}",
                "{9999E9999:1}", "{null:null,null:null}", "{\"id\":0,,,,,}", "{'a':0}", "{\"id\":0,}",
                "{\"a\":\"b\"}/**/", "{\"a\":\"b\"}#", "{\"a\":\"b\"}//", "{\"a\":\"b\",,\"c\":\"d\"}", "{a: \"b\"}",
                "{\"a\":\"a", "{ \"foo\" : \"bar\", \"a\" }", "{\"a\":\"b\"}#{}", "[\"\\uD800\\\"]", "[\"\\uqqqq\"]",
                "[\"\\u00A\"]", "[\"\\u\"]", "[\"\\x00\"]", "[\"\\\\\\\"]", "[\"\\\t\"]", "[\"\\\uD83C\uDF00\"]",
                "[\"\\",
                "[\"\\a\"]", "[\"\\8\"]", "[\"\t\"]", "[\"\u001f\"]", "[\"a\0a\"]", "['single quote']", "abc",
                "[\"\\n\n\"]",
                "[\\n]", "<.>", "[<null>]", "[1]x", "[1]]", "[\"asd]", "aå", "[True]", "1]", "{\"x\": true,", "[][]x",
                "]", "[a", "[{\"\":[{\"\":", "{", "{,", "{\"a", "{'a'", "[\"\\{[\"", "é", "*", "{\"a\":\"b\"}#{}",
                "[\\u000A\"\"]", "[1", "[ false, nul", "[\f]", "[\u000b1]", "[\u00a01]", "\u2060", "[\u2060]",
                "/* c */ 1", "1 // c", "[1 /* c */]", "\"\\uD8\"", "\\u0031", "(1)", "undefined", "=", "{\"a\":}", "");
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void acceptsWhatIsJson(String json) {
        assertThat(StrictJson.isValue(json.getBytes(StandardCharsets.UTF_8))).isTrue();
        for (Reading reading : readings) {
            List<Told> told = reading.read("{\"w\":1,\"v\":" + json + "}");
            assertThat(told).hasSize(1);
            assertThat(told.get(0).code()).isNotIn(RejectCode.MALFORMED_JSON, RejectCode.BAD_ENCODING);
        }
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void rejectsWhatIsNot(String json) {
        assertThat(StrictJson.isValue(json.getBytes(StandardCharsets.UTF_8))).isFalse();
        for (Reading reading : readings) {
            assertThat(reading.read("{\"w\":1,\"v\":" + json + "}"))
                    .as("v: %s", json)
                    .isNotEmpty()
                    .allMatch(told -> told.code() != null)
                    .extracting(Told::code)
                    .containsAnyOf(RejectCode.MALFORMED_JSON, RejectCode.BAD_ENCODING);
        }
    }
}
