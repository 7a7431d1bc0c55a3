package io.sluice.etl.structure;

import static io.sluice.etl.structure.Reading.LONG;
import static io.sluice.etl.structure.Reading.TEXT;
import static io.sluice.etl.structure.Reading.array;
import static io.sluice.etl.structure.Reading.nullable;
import static io.sluice.etl.structure.Reading.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.RejectCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
    private final Reading ids = Reading.of(required("id", LONG), nullable("name", TEXT));

    @Test
    void acceptsTheObjectOfALine() {
        Told told = ids.one("{\"id\":1,\"name\":\"a\"}");

        assertThat(told.values()).containsExactly(1L, "a");
        assertThat(told.position()).isZero();
        assertThat(told.raw()).isEqualTo("{\"id\":1,\"name\":\"a\"}");
        assertThat(told.unknownFields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t \r"})
    void findsNoRecordInABlankLine(String line) {
        assertThat(ids.read(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}{\"id\":2}", "{\"id\":1} \t{\"id\":2}\r", " {\"id\":1} {\"id\":2} "})
    void acceptsEveryObjectOfALineAtItsOwnPlace(String line) {
        List<Told> told = ids.read(line);

        assertThat(told).extracting(Told::values).containsExactly(values(1L, null), values(2L, null));
        assertThat(told).extracting(Told::raw).containsExactly("{\"id\":1}", "{\"id\":2}");
        assertThat(told).extracting(Told::position).containsExactly((long) line.indexOf('{'), (long)
                line.lastIndexOf('{'));
    }

    @Test
    void rejectsOnlyTheObjectThatDoesNotFit() {
        List<Told> told = ids.read("{\"id\":1} {\"id\":\"x\"} {\"id\":3}");

        assertThat(told)
                .extracting(Told::summary)
                .containsExactly("[1, null]", "TYPE_MISMATCH id: expected long, found string \"x\"", "[3, null]");
        assertThat(told.get(1).raw()).isEqualTo("{\"id\":\"x\"}");
        assertThat(told.get(1).position()).isEqualTo(9);
    }

    @Test
    void rejectsTheRestOfALineFromAFaultOfSyntax() {
        List<Told> told = ids.read("{\"id\":1} {\"id\":2,} {\"id\":3} ");

        assertThat(told).extracting(Told::code).containsExactly(null, RejectCode.MALFORMED_JSON);
        assertThat(told.get(1).position()).isEqualTo(9);
        assertThat(told.get(1).raw()).isEqualTo("{\"id\":2,} {\"id\":3} ");
        assertThat(told.get(1).field()).isEmpty();
    }

    @Test
    void rejectsTheRestFromACommaBetweenObjects() {
        List<Told> told = ids.read("{\"id\":1},{\"id\":2}");

        assertThat(told).extracting(Told::code).containsExactly(null, RejectCode.MALFORMED_JSON);
        assertThat(told.get(1).raw()).isEqualTo(",{\"id\":2}");
        assertThat(told.get(1).position()).isEqualTo(8);
    }

    @Test
    void rejectsTheRestFromAFaultOfEncoding() {
        List<Told> told = ids.read(bytes("{\"id\":1} {\"id\":2,\"name\":\"", 0xC3, "\"} {\"id\":3}"));

        assertThat(told).extracting(Told::code).containsExactly(null, RejectCode.BAD_ENCODING);
        assertThat(told.get(1).position()).isEqualTo(9);
        assertThat(told.get(1).message()).isEqualTo("not UTF-8, 0xc3 at byte 16");
    }

    @Test
    void putsEncodingBeforeSyntaxBeforeStructure() {
        assertThat(ids.read(bytes("{\"id\":\"x\",\"name\":tru,\"z\":\"", 0xFF, "\"}")))
                .extracting(Told::code)
                .containsExactly(RejectCode.BAD_ENCODING);
        assertThat(ids.read("{\"id\":\"x\",\"name\":tru}"))
                .extracting(Told::code)
                .containsExactly(RejectCode.MALFORMED_JSON);
        assertThat(ids.read("{\"id\":\"x\",\"name\":true}"))
                .extracting(Told::code)
                .containsExactly(RejectCode.TYPE_MISMATCH);
    }

    @Test
    void tellsTheFirstOfSeveralFaults() {
        assertThat(ids.summary("{\"name\":1,\"id\":\"x\"}"))
                .isEqualTo("TYPE_MISMATCH name: expected string, found number 1");
        assertThat(ids.summary("{\"name\":1}")).isEqualTo("TYPE_MISMATCH name: expected string, found number 1");
    }

    @Test
    void tellsLoneSurrogatesButNotEscapedBackslashes() {
        assertThat(ids.summary("{\"id\":1,\"name\":\"\\ud83d\\ude00\"}")).isEqualTo("[1, \uD83D\uDE00]");
        assertThat(ids.summary("{\"id\":1,\"name\":\"\\\\ud83d\"}")).isEqualTo("[1, \\ud83d]");
        assertThat(ids.summary("{\"id\":1,\"name\":\"\\ud83d\"}"))
                .isEqualTo("BAD_ENCODING : lone surrogate \\ud83d at byte 16");
        assertThat(ids.summary("{\"id\":1,\"name\":\"\\ude00\\ud83d\"}")).startsWith("BAD_ENCODING ");
        assertThat(ids.summary("{\"id\":1,\"\\uDBFF\":0}")).startsWith("BAD_ENCODING ");
    }

    @Test
    void rejectsNulWhereverItIs() {
        assertThat(ids.summaries("{\"id\":1}\0\0"))
                .containsExactly("[1, null]", "MALFORMED_JSON : not JSON, byte 0 is NUL");
        assertThat(ids.summary("{\"id\":1,\"name\":\"\0\"}")).isEqualTo("MALFORMED_JSON : not JSON, byte 16 is NUL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\0\"\0i\0d\0", "\0{\0\"\0i\0d", "{\0\0\0\"\0\0\0", "\0\0\0{\0\0\0\""})
    void neverTakesALineForAWiderEncoding(String line) {
        assertThat(ids.read(line)).extracting(Told::code).containsExactly(RejectCode.MALFORMED_JSON);
    }

    @Test
    void rejectsByteOrderMarks() {
        assertThat(ids.read("\uFEFF{\"id\":1}")).extracting(Told::code).containsExactly(RejectCode.MALFORMED_JSON);
        assertThat(ids.read(" \uFEFF{\"id\":1}")).extracting(Told::code).containsExactly(RejectCode.MALFORMED_JSON);
        assertThat(ids.read("{\"id\":1}\uFEFF{\"id\":1}"))
                .extracting(Told::code)
                .containsExactly(null, RejectCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "-1.5e3", "\"a\\\"b\"", "[]", "[{\"id\":1}]"})
    void rejectsValuesThatAreNoObjects(String value) {
        List<Told> told = ids.read(value + " {\"id\":1} " + value);

        assertThat(told)
                .extracting(Told::code)
                .containsExactly(RejectCode.NOT_AN_OBJECT, null, RejectCode.NOT_AN_OBJECT);
        assertThat(told.get(0).raw()).isEqualTo(value);
        assertThat(told.get(2).raw()).isEqualTo(value);
        assertThat(told.get(0).message()).startsWith("expected object, found ").endsWith(value);
    }

    @Test
    void takesANumberThatBytesOfNoEncodingFollowForUnfinished() {
        List<Told> told = ids.read(bytes("{\"id\":1} 12", 0xFF, ""));

        assertThat(told).extracting(Told::code).containsExactly(null, RejectCode.BAD_ENCODING);
        assertThat(told.get(1).position()).isEqualTo(9);
    }

    @Test
    void boundsDepth() {
        Reading reading = Reading.of(nullable("a", array(array(TEXT)))).limited(3, 100);

        assertThat(reading.summary("{\"a\":[[\"x\"]]}")).isEqualTo("[[[x]]]");
        assertThat(reading.summary("{\"b\":[{\"x\":1}]}")).isEqualTo("[null]");
        List<Told> told = reading.read("{\"a\":[]} {\"b\":[[[]]]} {\"a\":[]}");
        assertThat(told).extracting(Told::code).containsExactly(null, RejectCode.TOO_DEEP);
        assertThat(told.get(1).raw()).isEqualTo("{\"b\":[[[]]]} {\"a\":[]}");
        assertThat(told.get(1).message()).isEqualTo("nested deeper than landing.max_depth, which is 3");
        assertThat(reading.read("[[[[")).extracting(Told::code).containsExactly(RejectCode.TOO_DEEP);
        assertThat(reading.read("[[[]]]")).extracting(Told::code).containsExactly(RejectCode.NOT_AN_OBJECT);
    }

    @Test
    void survivesAMillionBrackets() {
        assertThat(ids.read("{\"x\":" + "[".repeat(1_000_000)))
                .extracting(Told::code)
                .containsExactly(RejectCode.TOO_DEEP);
    }

    @Test
    void boundsTheLengthOfNumbersAnywhere() {
        Reading reading = Reading.of(nullable("a", LONG), nullable("t", TEXT)).limited(8, 5);

        assertThat(reading.summary("{\"a\":12345}")).isEqualTo("[12345, null]");
        assertThat(reading.summary("{\"a\":123456}"))
                .isEqualTo("TOO_LARGE a: number 123456 has 6 characters, landing.max_number_length is 5");
        assertThat(reading.summary("{\"t\":123456}")).startsWith("TOO_LARGE t: ");
        assertThat(reading.summary("{\"x\":[{\"y\":-12345}]}")).startsWith("TOO_LARGE x: ");
    }

    @Test
    void isQuickWithHugeNumbers() {
        String huge = "9".repeat(2_000_000);

        assertThat(ids.summary("{\"id\":" + huge + "}")).startsWith("TOO_LARGE id: number 999");
        assertThat(Reading.of(required("id", LONG)).limited(9, 10_000_000).summary("{\"id\":" + huge + "}"))
                .startsWith("OUT_OF_RANGE id: 9999")
                .endsWith("… does not fit long");
    }

    @Test
    void keepsWhatIsCompleteOfABrokenLine() {
        List<Told> told = broken("{\"id\":1} {\"id\":\"x\"} {\"id\":3");

        assertThat(told).extracting(Told::code).containsExactly(null, RejectCode.TYPE_MISMATCH, RejectCode.TRUNCATED);
        assertThat(told.get(2).position()).isEqualTo(20);
        assertThat(told.get(2).raw()).isEqualTo("{\"id\":3");
        assertThat(told.get(2).message()).isEqualTo("cut off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}", "{\"id\":1}  "})
    void tellsABrokenLineEvenWhenNothingIsLeft(String line) {
        List<Told> told = broken(line);

        assertThat(told).extracting(Told::code).containsExactly(null, RejectCode.TRUNCATED);
        assertThat(told.get(1).position()).isEqualTo(line.length());
        assertThat(told.get(1).raw()).isEmpty();
        assertThat(broken("")).extracting(Told::code).containsExactly(RejectCode.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":tru} {\"id\":3}", "12", "tru", "[", "\"\\ud83d", "\0", "[[[[[[[[[[[[[[[[[[[[[[[["})
    void takesAnyFaultOfABrokenLineForTheBreak(String rest) {
        List<Told> told = broken("{\"id\":1}" + rest);

        assertThat(told).extracting(Told::code).containsExactly(null, RejectCode.TRUNCATED);
        assertThat(told.get(1).raw()).isEqualTo(rest);
        assertThat(told.get(1).position()).isEqualTo(8);
    }

    @Test
    void saysWhereJsonEnds() {
        assertThat(ids.summary("{\"id\":1")).isEqualTo("MALFORMED_JSON : not JSON, ends too early after {\"id\":1");
        assertThat(ids.summary("{\"id\":1;}")).isEqualTo("MALFORMED_JSON : not JSON at byte 7, near {\"id\":1;}");
        assertThat(ids.summary("{\"name\":\"" + "ü".repeat(100) + "\" 1}"))
                .contains("near …üüüü")
                .endsWith("ü\" 1}");
    }

    @Test
    void rejectsTheSameWhateverIsWanted() {
        String line = "{\"id\":\"x\"} {\"id\":1,\"name\":2} {\"id\":3,\"name\":\"c\"} "
                + "{\"id\":1,\"id\":2} {\"name\":\"e\"}";
        List<Told> all = ids.read(line);
        List<Told> none = Reading.of(required("id", LONG), nullable("name", TEXT))
                .wanting()
                .read(line);

        assertThat(none)
                .extracting(Told::code)
                .isEqualTo(all.stream().map(Told::code).toList());
        assertThat(none)
                .extracting(Told::message)
                .isEqualTo(all.stream().map(Told::message).toList());
        assertThat(none.get(2).values()).containsExactly(null, null);
        assertThat(Reading.of(required("id", LONG), nullable("name", TEXT))
                        .wanting(1)
                        .summaries("{\"id\":3,\"name\":\"c\"}"))
                .containsExactly("[null, c]");
    }

    @Test
    void canBeUsedAfterFaults() {
        ids.read("{\"id\":[[[");
        ids.read("{\"id\":\"x\",\"y\":1}");

        assertThat(ids.one("{\"id\":5}").values()).containsExactly(5L, null);
        assertThat(ids.one("{\"id\":5}").unknownFields()).isEmpty();
    }

    private List<Told> broken(String line) {
        return ids.readBroken(line.getBytes(StandardCharsets.UTF_8), RejectCode.TRUNCATED, "cut off");
    }

    private static List<Object> values(Object... values) {
        return Arrays.asList(values);
    }

    private static byte[] bytes(String before, int between, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        bytes.write(between);
        bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
