package io.sluice.etl.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Envelope;
import io.sluice.etl.model.Framing;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PrefixesTest {
    private static final LandingFormat FLUENTD = LandingFormats.named("fluentd").orElseThrow();
    private static final LandingFormat FLUME = LandingFormats.named("flume").orElseThrow();
    private static final LandingFormat AIVEN = LandingFormats.named("aiven_s3").orElseThrow();
    private static final LandingFormat FIELDS = new LandingFormat(
            "custom",
            new Framing.Lines(),
            List.of(Envelope.BASE64_FIELDS),
            List.of("key", "value", "offset", "timestamp", "headers"),
            null,
            List.of());

    @Test
    void takesTimeAndTagOffFluentdsLines() throws IOException {
        assertThat(Sliced.of(FLUENTD, "2026-11-25T09:00:00+00:00\tapp.web\t{\"a\":\"x\\ty\"}\n{\"a\":2}\nx\ty\n"))
                .containsExactly(
                        "0:{\"a\":\"x\\ty\"} in {\"fluentd\":{\"time\":\"2026-11-25T09:00:00+00:00\",\"tag\":\"app.web\"}}",
                        "47:{\"a\":2}",
                        "55:x\ty");
    }

    @Test
    void takesHeadersOffFlumesLines() throws IOException {
        assertThat(Sliced.of(FLUME, "{host=web1, id=a=b, list=1, 2} {\"a\":1}\n{} {\"a\":2}\n{\"a\":3}\n{}\n"))
                .containsExactly(
                        "0:{\"a\":1} in {\"flume\":{\"headers\":{\"host\":\"web1\",\"id\":\"a=b\",\"list\":\"1, 2\"}}}",
                        "39:{\"a\":2} in {\"flume\":{\"headers\":{}}}",
                        "50:{\"a\":3}",
                        "58:{}");
    }

    @Test
    void decodesFieldsInBase64() throws IOException {
        assertThat(Sliced.of(AIVEN, base64("{\"a\":1}") + "\n" + base64("{\"a\":2}")))
                .containsExactly("0:{\"a\":1}", "13:{\"a\":2}");
        assertThat(Sliced.of(
                        FIELDS,
                        "%s,%s,17,1554210895000,%s:%s;\n,,18,,\n"
                                .formatted(base64("k"), base64("{\"a\":1}"), base64("trace"), base64("t1"))))
                .containsExactly(
                        "0:{\"a\":1} in {\"kafka\":{\"key\":\"k\",\"offset\":17,\"timestamp\":1554210895000,\"headers\":{\"trace\":\"t1\"}}}",
                        "50:null in {\"kafka\":{\"offset\":18}}");
    }

    @Test
    void leavesLinesThatAreNoBase64AsTheyAre() throws IOException {
        assertThat(Sliced.of(AIVEN, "%%%\na,b\n")).containsExactly("0:%%%", "4:a,b");
    }

    @Test
    void tellsAivensJsonFromItsBase64() throws IOException {
        assertThat(Sliced.of(AIVEN, "[\n{\"value\":1},\n{\"value\":2}\n]"))
                .containsExactly("2:{\"value\":1}", "15:{\"value\":2}");
        assertThat(Sliced.of(AIVEN, "{\"value\":1}\n{\"value\":2}"))
                .containsExactly("0:{\"value\":1}", "12:{\"value\":2}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
