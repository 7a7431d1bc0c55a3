package io.sluice.etl.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TemplateTest {
    @Test
    void fillsSlotsAndJoinsLines() throws IOException {
        Template template = Template.of(
                """
                {"day":<day>,
                  "text":"<greeting> 세계"}""",
                Map.of(
                        "day", (scene, out) -> out.number(scene.day()),
                        "greeting", (scene, out) -> out.put(Bytes.utf8("안녕"))));
        Scene scene = new Scene(1, LocalDate.of(2021, 7, 21), 3);
        scene.set(10, 2, 0, false);
        Bytes out = new Bytes();
        template.write(scene, out);

        ByteArrayOutputStream written = new ByteArrayOutputStream();
        out.drainTo(written);
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("{\"day\":2,\"text\":\"안녕 세계\"}");
    }

    @Test
    void refusesASlotThatNobodyFills() {
        assertThatThrownBy(() -> Template.of("{<nothing>}", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<nothing>");
    }
}
