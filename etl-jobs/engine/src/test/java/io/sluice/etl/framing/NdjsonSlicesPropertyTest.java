package io.sluice.etl.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.framing.SliceEnd.TooLarge;
import io.sluice.etl.model.JobConfig.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class NdjsonSlicesPropertyTest {
    private static final int MAX_RECORD_SIZE = 60;

    record Line(String before, String record, String after) {}

    @Property
    void givesBackRecordsAndPositionsOfAnyFile(
            @ForAll("files") List<Line> lines, @ForAll boolean newlineAtEnd, @ForAll boolean dribbling)
            throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            content.writeBytes(utf8(line.before()));
            int position = content.size();
            int length = utf8(line.record()).length;
            if (length > 0) {
                expected.add(position + " " + Math.min(length, MAX_RECORD_SIZE) + " of " + length);
            }
            content.writeBytes(utf8(line.record() + line.after()));
            if (newlineAtEnd || i < lines.size() - 1) {
                content.write('\n');
            }
        }
        byte[] bytes = content.toByteArray();
        InputStream stream = dribbling ? Streams.dribbling(bytes) : new ByteArrayInputStream(bytes);
        assertThat(found(stream, bytes)).isEqualTo(expected);
    }

    private static List<String> found(InputStream stream, byte[] content) throws IOException {
        List<String> found = new ArrayList<>();
        try (Slices slices = new NdjsonSlices(stream, new Limits(MAX_RECORD_SIZE, 10, 100, 100))) {
            while (slices.next()) {
                int position = (int) slices.position();
                assertThat(Arrays.copyOfRange(slices.bytes(), slices.offset(), slices.offset() + slices.length()))
                        .isEqualTo(Arrays.copyOfRange(content, position, position + slices.length()));
                long whole = slices.end() instanceof TooLarge large ? large.length() : slices.length();
                found.add(position + " " + slices.length() + " of " + whole);
            }
        }
        return found;
    }

    @Provide
    Arbitrary<List<Line>> files() {
        Arbitrary<String> blanks = Arbitraries.of("", "", "", " ", "\t", "\0\0", "\r", "\ufeff", "\ufeff \ufeff");
        Arbitrary<String> records = Arbitraries.of("", "{}", "x", "\"가나다\"", "\u00ef ", "]\ufeff", "a\0b", "a\rb")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
        Arbitrary<String> ends = Arbitraries.of("", "", "\r", "\0", "\0\r\0");
        return Combinators.combine(blanks, records, ends).as(Line::new).list().ofMaxSize(30);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
