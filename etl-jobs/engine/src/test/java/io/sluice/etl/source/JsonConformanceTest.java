package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.RejectCode;
import io.sluice.etl.source.ReadFile.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of {@code src/test/resources/json/conformance.txt}, landed between two sound records and read as files are:
 * by the parser of bare lines, by that of records in envelopes, and as elements of arrays.
 */
final class JsonConformanceTest {
    private static final Path CASES = Path.of("src/test/resources/json/conformance.txt");
    private static final String BEFORE = "{\"id\":1}";
    private static final String AFTER = "{\"id\":3}";

    enum Verdict {
        JSON,
        MALFORMED,
        OPEN,
        ENCODING,
        SEVERAL
    }

    /** How a column reads the case, besides the column {@code id}. */
    enum Reading {
        UNKNOWN,
        RAW,
        TEXT
    }

    record Case(Verdict verdict, String about, byte[] bytes) {
        static Case parse(String line) {
            String[] parts = line.split("\t", -1);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < parts[2].length(); i++) {
                boolean coded = parts[2].charAt(i) == '%';
                bytes.write(coded ? Integer.parseInt(parts[2].substring(i + 1, i + 3), 16) : parts[2].charAt(i));
                i += coded ? 2 : 0;
            }
            return new Case(Verdict.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1], bytes.toByteArray());
        }

        boolean onOneLine() {
            return new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') < 0;
        }

        @Override
        public String toString() {
            return verdict + ", " + about;
        }
    }

    static Stream<Case> cases() {
        try {
            return Files.readAllLines(CASES).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(Case::parse);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<Case> casesOnOneLine() {
        return cases().filter(Case::onOneLine);
    }

    @ParameterizedTest
    @MethodSource("casesOnOneLine")
    void judgesValuesOnLines(Case given) throws IOException {
        byte[] file = joined(BEFORE + "\n{\"id\":2,\"v\":", given.bytes(), "}\n" + AFTER + "\n");
        for (Reading reading : Reading.values()) {
            List<Told> told = read("ndjson", reading, file);
            assertThat(isRow(told.get(0), "1")).isTrue();
            assertThat(isRow(told.get(told.size() - 1), "3")).isTrue();
            judge(given, told.subList(1, told.size() - 1));
            assertThat(read("debezium", reading, file))
                    .as("as the other parser tells %s", reading)
                    .isEqualTo(told);
        }
    }

    @ParameterizedTest
    @MethodSource("casesOnOneLine")
    void judgesLines(Case given) throws IOException {
        byte[] file = joined(BEFORE + "\n", given.bytes(), "\n" + AFTER + "\n");
        List<Told> told = read("ndjson", Reading.UNKNOWN, file);
        assertThat(isRow(told.get(0), "1")).isTrue();
        assertThat(isRow(told.get(told.size() - 1), "3")).isTrue();
        List<Told> between = told.subList(1, told.size() - 1);
        if (given.verdict() == Verdict.SEVERAL) {
            assertThat(between).hasSize(2).extracting(Told::code).doesNotContain(RejectCode.MALFORMED_JSON);
        } else {
            judge(given, between);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judgesElementsOfArrays(Case given) throws IOException {
        byte[] file = joined("[" + BEFORE + ",\n{\"id\":2,\"v\":", given.bytes(), "},\n" + AFTER + "]\n");
        for (Reading reading : Reading.values()) {
            List<Told> told = read("json_array", reading, file);
            assertThat(isRow(told.get(0), "1")).isTrue();
            boolean lastFound = isRow(told.get(told.size() - 1), "3");
            assertThat(lastFound || given.verdict() == Verdict.OPEN).isTrue();
            judge(given, told.subList(1, lastFound ? told.size() - 1 : told.size()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"\":", "[{\"\":"})
    void tellsWhatIsTooDeep(String opening) throws IOException {
        byte[] line = opening.repeat(100_000 / opening.length()).getBytes(StandardCharsets.US_ASCII);
        byte[] file = joined(BEFORE + "\n{\"id\":2,\"v\":", line, "}\n" + AFTER + "\n");
        for (String format : List.of("ndjson", "debezium")) {
            assertThat(read(format, Reading.UNKNOWN, file))
                    .extracting(Told::code)
                    .containsExactly(null, RejectCode.TOO_DEEP, null);
        }
    }

    private static void judge(Case given, List<Told> told) {
        List<RejectCode> codes = new ArrayList<>();
        told.forEach(record -> codes.add(record.code()));
        switch (given.verdict()) {
            case JSON ->
                assertThat(codes).hasSize(1).doesNotContain(RejectCode.MALFORMED_JSON, RejectCode.BAD_ENCODING);
            case MALFORMED, OPEN, SEVERAL ->
                assertThat(codes).contains(RejectCode.MALFORMED_JSON).doesNotContain(RejectCode.BAD_ENCODING);
            case ENCODING ->
                assertThat(codes).contains(RejectCode.BAD_ENCODING).doesNotContain(RejectCode.MALFORMED_JSON);
        }
    }

    private static byte[] joined(String before, byte[] bytes, String after) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        joined.writeBytes(bytes);
        joined.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        return joined.toByteArray();
    }

    private static List<Told> read(String format, Reading reading, byte[] file) throws IOException {
        return ReadFile.as(format, "file", file, columns(reading));
    }

    private static boolean isRow(Told told, String id) {
        return told.code() == null && told.values().get(0).equals(id);
    }

    private static List<Column> columns(Reading reading) {
        Column id = new Column("id", new ColumnType.Int64(), true, null, "", Column.Json.named("id"));
        Column.Json found = Column.Json.named("v");
        Column.Json json =
                reading == Reading.RAW ? new Column.Json(found.path(), found.time(), found.coerce(), true) : found;
        Column value = new Column("v", new ColumnType.Text(), true, null, "", json);
        return reading == Reading.UNKNOWN ? List.of(id) : List.of(id, value);
    }
}
