package io.sluice.etl.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ValueSlicesTest {
    private static final LandingFormat VALUES = LandingFormats.named("firehose").orElseThrow();

    @Test
    void findsObjectsWithNothingBetweenThem() throws IOException {
        assertThat(Sliced.of(VALUES, "{\"id\":1}{\"id\":2} {\"id\":\"}{\\\"\"}\n\n{}"))
                .containsExactly("0:{\"id\":1}", "8:{\"id\":2}", "17:{\"id\":\"}{\\\"\"}", "32:{}");
    }

    @Test
    void findsTheElementsOfAnArrayOverManyLines() throws IOException {
        assertThat(Sliced.of(VALUES, "[\n  {\"a\": [1,\n {}]},\n  {\"a\": 2}\n]\n"))
                .containsExactly("4:{\"a\": [1,\n {}]}", "23:{\"a\": 2}");
        assertThat(Sliced.of(VALUES, "[]")).isEmpty();
        assertThat(Sliced.of(VALUES, "[{\"a\":1}][{\"a\":2}]{\"a\":3}"))
                .containsExactly("1:{\"a\":1}", "10:{\"a\":2}", "18:{\"a\":3}");
    }

    @Test
    void findsOtherValues() throws IOException {
        assertThat(Sliced.of(VALUES, "1 \"x\" true[[1,2],null,-1e5]2"))
                .containsExactly("0:1", "2:\"x\"", "6:true", "11:[1,2]", "17:null", "22:-1e5", "27:2");
    }

    @Test
    void passesOverByteOrderMarksNulsAndBlanks() throws IOException {
        assertThat(Sliced.of(VALUES, "\ufeff \0\r\n{\"a\":1}\0\0")).containsExactly("7:{\"a\":1}");
        assertThat(Sliced.of(VALUES, "")).isEmpty();
        assertThat(Sliced.of(VALUES, " \n\0")).isEmpty();
    }

    @Test
    void goesOnBehindARecordThatLacksAQuoteOrABrace() throws IOException {
        assertThat(Sliced.of(VALUES, "{\"id\":1}{\"id\":2,\"x\":\"a}{\"id\":3}{\"id\":4}"))
                .containsExactly("0:{\"id\":1}", "8:{\"id\":2,\"x\":\"a}", "23:{\"id\":3}", "31:{\"id\":4}");
        assertThat(Sliced.of(VALUES, "{\"id\":1,\"b\":{\"id\":9}{\"id\":3}"))
                .containsExactly("0:{\"id\":1,\"b\":{\"id\":9}", "20:{\"id\":3}");
        assertThat(Sliced.of(VALUES, "{\"a\":\"line\nbreak\"}{\"a\":1}"))
                .containsExactly("0:{\"a\":\"line\nbreak\"}", "18:{\"a\":1}");
    }

    @Test
    void keepsWhatIsNoJsonTogether() throws IOException {
        assertThat(Sliced.of(VALUES, "{\"id\":1}\nsome text, of a person\n{\"id\":2}}}}{\"id\":3}"))
                .containsExactly(
                        "0:{\"id\":1}", "9:some text, of a person\n", "32:{\"id\":2}", "40:}}}", "43:{\"id\":3}");
    }

    @Test
    void takesNoNestedObjectForARecordBehindAFault() throws IOException {
        assertThat(Sliced.of(
                        VALUES,
                        "[{\"id\":1,\"b\":[{\"x\":1},{\"x\":2}]},{\"id\":2,\"b\":[{\"x\":!},{\"x\":2}]},{\"id\":3}]"))
                .containsExactly(
                        "1:{\"id\":1,\"b\":[{\"x\":1},{\"x\":2}]}",
                        "32:{\"id\":2,\"b\":[{\"x\":!},{\"x\":2}]},",
                        "63:{\"id\":3}");
    }

    @Test
    void rejectsCommasThatSeparateNothing() throws IOException {
        assertThat(Sliced.of(VALUES, "[{\"a\":1},,{\"a\":2},]{\"a\":3}"))
                .containsExactly("1:{\"a\":1}", "9:,", "10:{\"a\":2}", "18:]", "19:{\"a\":3}");
    }

    @Test
    void tellsAnArrayThatIsNotClosed() throws IOException {
        assertThat(Sliced.of(VALUES, "[{\"a\":1},")).containsExactly("1:{\"a\":1}", "9: TRUNCATED ");
        assertThat(Sliced.of(VALUES, "[{\"a\":1},{\"a\":"))
                .containsExactly("1:{\"a\":1}", "9:{\"a\":", "14: TRUNCATED ");
    }

    @Test
    void tellsWhereCompressedDataBreaksOnce() throws IOException {
        byte[] file = Streams.gzip("[{\"a\":1},{\"a\":2},{\"a\":3}]".getBytes(StandardCharsets.UTF_8));
        byte[] torn = java.util.Arrays.copyOf(file, file.length - 9);

        assertThat(Sliced.of(VALUES, torn, Sliced.LIMITS)).last().asString().endsWith("TRUNCATED");
        assertThat(Sliced.of(VALUES, torn, Sliced.LIMITS))
                .filteredOn(slice -> slice.endsWith("TRUNCATED"))
                .hasSize(1);
    }

    @Test
    void letsLongRecordsAndLongRubbishPass() throws IOException {
        Limits small = new Limits(20, 100, 1000, 1000);
        String file = "{\"a\":1}{\"a\":\"" + "x".repeat(500_000) + "\"}{\"a\":2}" + "y".repeat(50) + "{\"a\":3}";

        assertThat(Sliced.of(VALUES, file.getBytes(StandardCharsets.UTF_8), small))
                .containsExactly(
                        "0:{\"a\":1}",
                        "7:{\"a\":\"xxxxxxxxxxxxxx of 500008",
                        "500015:{\"a\":2}",
                        "500022:yyyyyyyyyyyyyyyyyyyy",
                        "500042:yyyyyyyyyyyyyyyyyyyy",
                        "500062:yyyyyyyyyy",
                        "500072:{\"a\":3}");
    }

    @Test
    void findsTheSameWhateverTheStorageGivesAtATime() throws IOException {
        String file = "[{\"id\":1},{\"id\":2,\"x\":\"a},{\"id\":3}, {\"id\":\"\u00e4\"}] {\"id\":5}";
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);

        assertThat(Sliced.of(new ValueSlices(Sliced.trickling(bytes), Sliced.LIMITS)))
                .isEqualTo(Sliced.of(VALUES, file));
    }
}
