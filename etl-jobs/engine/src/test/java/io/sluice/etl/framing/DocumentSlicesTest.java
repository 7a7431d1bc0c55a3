package io.sluice.etl.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DocumentSlicesTest {
    private static final LandingFormat TRAIL =
            LandingFormats.named("cloudtrail").orElseThrow();
    private static final LandingFormat LOGS =
            LandingFormats.named("cloudwatch_logs").orElseThrow();

    @Test
    void findsTheElementsOfTheArray() throws IOException {
        assertThat(Sliced.of(TRAIL, "{\"Records\":[{\"eventID\":\"a\"}, {\"eventID\":\"b\"}]}"))
                .containsExactly("12:{\"eventID\":\"a\"}", "29:{\"eventID\":\"b\"}");
        assertThat(Sliced.of(TRAIL, "{\"Records\":[]}")).isEmpty();
    }

    @Test
    void surroundsRecordsByWhatStandsBeforeThem() throws IOException {
        assertThat(
                        Sliced.of(
                                LOGS,
                                "{\"owner\":\"1\",\"n\":{\"x\":[1]},\"logEvents\":[{\"id\":\"a\"}],\"late\":2}{\"logEvents\":[{\"id\":\"b\"}]}"))
                .containsExactly(
                        "40:{\"id\":\"a\"} in {\"document\":{\"owner\":\"1\",\"n\":{\"x\":[1]}}}", "75:{\"id\":\"b\"}");
    }

    @Test
    void passesOverControlMessages() throws IOException {
        assertThat(
                        Sliced.of(
                                LOGS,
                                "{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[{\"id\":\"\"}]}{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"b\"}]}"))
                .containsExactly("100:{\"id\":\"b\"} in {\"document\":{\"messageType\":\"DATA_MESSAGE\"}}");
    }

    @Test
    void tellsDocumentsWithoutTheArray() throws IOException {
        assertThat(Sliced.of(TRAIL, "{\"digestS3Bucket\":\"b\"}{\"Records\":[{\"a\":1}]}{\"Records\":{}}"))
                .containsExactly(
                        "0:{\"digestS3Bucket\":\"b\"} MISSING_FIELD Records",
                        "34:{\"a\":1}",
                        "43:{\"Records\":{}} MISSING_FIELD Records");
    }

    @Test
    void tellsDocumentsThatEndTooEarly() throws IOException {
        assertThat(Sliced.of(TRAIL, "{\"Records\":[{\"a\":1},{\"a\":"))
                .containsExactly("12:{\"a\":1}", "20:{\"a\":", "25: TRUNCATED ");
        assertThat(Sliced.of(TRAIL, "{\"Rec")).containsExactly("0:{\"Rec");
        assertThat(Sliced.of(TRAIL, "")).isEmpty();
    }

    @Test
    void goesOnBehindDamage() throws IOException {
        assertThat(Sliced.of(TRAIL, "{\"Records\":[{\"a\":1},{\"a\":\"2},{\"a\":3}]}{\"Records\":[{\"a\":4}]}"))
                .containsExactly("12:{\"a\":1}", "20:{\"a\":\"2},", "29:{\"a\":3}", "50:{\"a\":4}");
        assertThat(Sliced.of(TRAIL, "{\"Records\":[{\"a\":1},{\"a\":\"2}]}{\"Records\":[{\"a\":4}]}"))
                .containsExactly("12:{\"a\":1}", "20:{\"a\":\"2}]}", "42:{\"a\":4}");
        assertThat(Sliced.of(TRAIL, "no document\n{\"Records\":[{\"a\":1}]}"))
                .containsExactly("0:no document\n", "24:{\"a\":1}");
    }

    @Test
    void findsTheSameWhateverTheStorageGivesAtATime() throws IOException {
        String file = "{\"x\":1,\"Records\":[{\"a\":1},{\"a\":\"2},{\"a\":3}],\"y\":2} {\"Records\":[{\"a\":4}]}";
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);

        assertThat(Sliced.of(new DocumentSlices(
                        Sliced.trickling(bytes),
                        (io.sluice.etl.model.Framing.Exploded) TRAIL.framing(),
                        Sliced.LIMITS)))
                .isEqualTo(Sliced.of(TRAIL, file));
    }
}
