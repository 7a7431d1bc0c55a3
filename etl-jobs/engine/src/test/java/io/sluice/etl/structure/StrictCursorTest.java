package io.sluice.etl.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import io.sluice.etl.model.JobConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrictCursorTest {
    private static final int MAX_DEPTH = 12;
    private static final String[] SCALARS = {
        "0",
        "-0",
        "17",
        "-3.5",
        "1e5",
        "1E+30",
        "2.5e-7",
        "12345678901234567890",
        "true",
        "false",
        "null",
        "\"\"",
        "\"text\"",
        "\"eight by\"",
        "\"a longer text than sixteen bytes\"",
        "\"\\\"q\\\"\"",
        "\"\\\\\"",
        "\"line\\nbreak\\/\\b\\f\\r\\t\"",
        "\"\\u00e9\\u20ac\"",
        "\"\\ud83d\\ude00 pair\"",
        "\"é€😀\""
    };
    /** The last letters are one byte each that begins, continues, or is never in UTF-8. */
    private static final byte[] MISCHIEF =
            "{}[]\",:\\ \n\t0123456789.eE+-truefalsn/u\u0000\u0001Ã©àâíðôÿ\u0080\u00a0\u00bf"
                    .getBytes(StandardCharsets.ISO_8859_1);

    private final JsonInput input = new JsonInput(new JobConfig.Limits(1 << 20, MAX_DEPTH, 20, 1 << 30));

    @Test
    void readsWhatJacksonReads() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] json = json(random, 0).getBytes(StandardCharsets.UTF_8);
            assertThat(walked(strict(json)))
                    .as(new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(walked(general(json)));
        }
    }

    @Test
    void acceptsNothingThatJacksonRefuses() throws IOException {
        Random random = new Random(11);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            String object = "{\"root\":" + json(random, 1) + "}";
            byte[] json = damaged(object.getBytes(StandardCharsets.UTF_8), random);
            if (json[0] != '{') {
                continue;
            }
            JsonCursor cursor = strict(json);
            List<String> strictly;
            try {
                strictly = walked(cursor);
            } catch (UnexpectedBytesException leftToJackson) {
                continue;
            }
            accepted++;
            assertThat(EncodingCheck.firstFault(json, 0, cursor.end())).isEqualTo(cursor.end());
            assertThat(strictly).as(new String(json, StandardCharsets.UTF_8)).isEqualTo(walked(general(json)));
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    @Test
    void skipsToTheSameByte() throws IOException {
        Random random = new Random(13);
        for (int i = 0; i < 5_000; i++) {
            byte[] json = ("[" + json(random, 1) + ", 5]").getBytes(StandardCharsets.UTF_8);
            List<Integer> ends = new ArrayList<>();
            for (JsonCursor in : List.of(strict(json), general(json))) {
                in.next();
                in.next();
                in.pass();
                ends.add(in.end());
                assertThat(in.next()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
            }
            assertThat(ends.get(0)).isEqualTo(ends.get(1));
        }
    }

    private JsonCursor strict(byte[] json) {
        return new StrictCursor(input, MAX_DEPTH).reset(json, 0, json.length);
    }

    private JsonCursor general(byte[] json) throws IOException {
        return input.open(json, 0, json.length);
    }

    private static List<String> walked(JsonCursor in) throws IOException {
        List<String> steps = new ArrayList<>();
        in.next();
        walk(in, steps);
        return steps;
    }

    private static void walk(JsonCursor in, List<String> steps) throws IOException {
        JsonToken token = in.token();
        String shown = token.isNumeric() ? in.number().toString() : "";
        shown = token == JsonToken.VALUE_STRING ? in.text().toString() : shown;
        steps.add(token + " " + in.start() + " " + in.end() + " " + shown);
        if (token == JsonToken.START_ARRAY) {
            while (in.next() != JsonToken.END_ARRAY) {
                walk(in, steps);
            }
            steps.add("] " + in.start());
        } else if (token == JsonToken.START_OBJECT) {
            while (in.nextName()) {
                steps.add(in.start() + " " + in.name() + " " + in.text());
                in.next();
                walk(in, steps);
            }
            steps.add("} " + in.start());
        }
    }

    private static String json(Random random, int depth) {
        int kind = depth >= MAX_DEPTH - 1 ? 0 : random.nextInt(4);
        if (kind < 2) {
            return SCALARS[random.nextInt(SCALARS.length)];
        }
        StringBuilder out = new StringBuilder(kind == 2 ? "[" : "{");
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            out.append(i > 0 ? "," : "").append(random.nextInt(5) == 0 ? " \n" : "");
            if (kind == 3) {
                out.append("\"name").append(random.nextInt(6)).append("\"").append(random.nextBoolean() ? ":" : " : ");
            }
            out.append(json(random, depth + 1)).append(random.nextInt(5) == 0 ? "\t" : "");
        }
        return out.append(kind == 2 ? "]" : "}").toString();
    }

    private static byte[] damaged(byte[] json, Random random) {
        byte[] damaged = json.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = MISCHIEF[random.nextInt(MISCHIEF.length)];
        }
        return damaged;
    }
}
