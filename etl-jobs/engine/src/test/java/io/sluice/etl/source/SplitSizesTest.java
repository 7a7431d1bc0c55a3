package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.framing.Bzip2Stretch;
import io.sluice.etl.framing.Bzip2Survey;
import io.sluice.etl.framing.Slices;
import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.FilePart;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import io.sluice.etl.source.ReadFile.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record stays the same delivery whatever the parts its file is read in. */
final class SplitSizesTest {
    private static final List<Column> ID =
            List.of(new Column("id", new ColumnType.Text(), true, null, "", Column.Json.named("id")));
    private static final Limits LIMITS = new Limits(1 << 20, 100, 1_000, 1_000);
    /** With everything that a part can begin in the middle of. */
    private static final String NUISANCES = "\ufeff{\"id\":\"crlf\"}\r\n\r\n\r\n{\"id\":\"서울 é \uD83D\uDE00\"}\r\n"
            + "  \t{\"id\":\"indented\"}  \r\r\n\n\n\0\0\0\n{\"id\":\"one\"}{\"id\":\"two\"} {\"id\":\"three\"}\n"
            + "rubbish 서울\n\ufeff\n\ufeff{\"id\":\"marked\"}\n{\"id\":\"\\u2028 \u2028\"}\n[1,{\"id\":\"no\"}]\n   \n"
            + "2026-07-21T05:00:00Z\tnginx.access\t{\"id\":\"behind a time and a tag\"}\n"
            + "{\"id\":\"cut\n{\"id\":\"last, without a line feed\"}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "debezium", "fluentd", "flume"})
    void splitsLinesAtAnyByte(String preset) throws IOException {
        LandingFormat format = LandingFormats.named(preset).orElseThrow();
        byte[] bytes = NUISANCES.getBytes(StandardCharsets.UTF_8);
        LandedFile file = landed(bytes);
        List<Told> whole = read(format, file, 1);

        assertThat(whole).hasSizeGreaterThan(10);
        for (int parts = 2; parts <= (format.splittable(ReadFile.schema(ID)) ? bytes.length + 5 : 1); parts++) {
            assertThat(read(format, file, parts)).as("%d parts", parts).isEqualTo(whole);
        }
    }

    @Test
    void readsCompressedFilesWithTheirFirstPart() throws IOException {
        byte[] lines = lines(250_000);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(lines);
        }
        List<Told> plain = read(LandingFormats.NDJSON, landed(lines), 1);

        for (byte[] packed : List.of(bzip2(1, lines), gzip.toByteArray())) {
            for (int parts : List.of(1, 2, 3, 7, 50)) {
                assertThat(read(LandingFormats.NDJSON, landed(packed), parts)).isEqualTo(plain);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "fluentd"})
    void splitsBzip2AtItsBlocks(String preset) throws IOException {
        LandingFormat format = LandingFormats.named(preset).orElseThrow();
        byte[] nuisances = NUISANCES.repeat(900).getBytes(StandardCharsets.UTF_8);
        byte[] longLines =
                "{\"id\":\"%s\"}\n".formatted("é서울".repeat(40_000)).repeat(4).getBytes(StandardCharsets.UTF_8);
        byte[] blanks = " \n".repeat(3 << 20).getBytes(StandardCharsets.UTF_8);
        byte[] lines = lines(250_000);
        byte[] line = "{\"id\":\"1\"}\n".getBytes(StandardCharsets.UTF_8);

        assertThat(assertSplit(format, bzip2(1, nuisances))).isGreaterThan(2);
        assertThat(assertSplit(format, bzip2(1, longLines, lines))).isGreaterThan(10);
        assertThat(assertSplit(format, bzip2(1, lines, blanks, nuisances))).isGreaterThan(5);
        assertThat(assertSplit(
                        format, bzip2(9, line, line, new byte[0], line, "\n".getBytes(StandardCharsets.UTF_8), line)))
                .as("streams that end with lines")
                .isEqualTo(5);
    }

    @Test
    void readsAtOnceWhatOfBzip2IsDamagedOrPackedTwice() throws IOException {
        byte[] sound = bzip2(1, lines(450_000));
        byte[] flipped = sound.clone();
        flipped[sound.length / 2] ^= 1;
        byte[] behind = Arrays.copyOf(sound, sound.length + 1);

        for (byte[] packed : List.of(
                flipped,
                behind,
                Arrays.copyOf(sound, sound.length * 2 / 3),
                Arrays.copyOf(sound, sound.length - 1),
                bzip2(1, sound),
                "BZh".getBytes(StandardCharsets.UTF_8),
                "BZh7rubbish".getBytes(StandardCharsets.UTF_8))) {
            assertThat(assertSplit(LandingFormats.NDJSON, packed)).isEqualTo(1);
        }
    }

    /** Checks that a bzip2 file gives the same in parts of any size, and returns the highest number of parts. */
    private int assertSplit(LandingFormat format, byte[] packed) throws IOException {
        LandedFile file = landed(packed);
        List<Told> whole = read(format, file, 1);
        LandedInput input = new LandedInput(format, LIMITS, new Configuration(false));
        int most = 0;
        for (int count : List.of(1, 2, 3, 7, 50, 400)) {
            List<Bzip2Stretch> stretches = new ArrayList<>();
            OptionalInt level = input.bzip2Level(file);
            if (level.isPresent()) {
                long longest = Math.max(1, file.size() / count);
                for (Bzip2Range range : Bzip2Range.of(file, level.getAsInt(), longest)) {
                    stretches.add(input.measure(range));
                }
            }
            FileParts parts = new FileParts(1, Map.of(file.path(), Bzip2Survey.entries(stretches)));
            List<FileTask> tasks = parts.of(FileTask.whole(file, 0, null));
            assertThat(read(format, tasks)).as("%d parts", tasks.size()).isEqualTo(whole);
            most = Math.max(most, tasks.size());
        }
        return most;
    }

    @Test
    void splitsLinesLongerThanWhatIsReadAtOnce() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            text.append("{\"id\":\"%d\",\"x\":\"%s\"}\r\n".formatted(i, "é".repeat(90_000 + i)));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        LandedFile file = landed(bytes);
        List<Told> whole = read(LandingFormats.NDJSON, file, 1);

        assertThat(whole).hasSize(6);
        for (int parts : List.of(2, 3, 6, 7, 100, 1_001)) {
            assertThat(read(LandingFormats.NDJSON, file, parts))
                    .as("%d parts", parts)
                    .isEqualTo(whole);
        }
    }

    /** Lines that fill several blocks of bzip2, which have 100 kB at its lowest level. */
    private static byte[] lines(int size) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < size; i++) {
            text.append("{\"id\":\"%d é\"}".formatted(i * 7_919L)).append(i % 5 == 0 ? "\r\n\n" : "\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bzip2(int level, byte[]... streams) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (byte[] stream : streams) {
            try (OutputStream out = new BZip2CompressorOutputStream(packed, level)) {
                out.write(stream);
            }
        }
        return packed.toByteArray();
    }

    private LandedFile landed(byte[] bytes) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, bytes);
        return new LandedFile("file", file.toString(), bytes.length, 1, "", null);
    }

    private static List<Told> read(LandingFormat format, LandedFile file, int parts) throws IOException {
        FileTask whole = FileTask.whole(file, 0, null);
        return read(
                format,
                IntStream.range(0, parts)
                        .mapToObj(index -> new FilePart(index, parts))
                        .map(part -> whole.part(part, PartBounds.of(file, part)))
                        .toList());
    }

    private static List<Told> read(LandingFormat format, List<FileTask> tasks) throws IOException {
        LandedInput input = new LandedInput(format, LIMITS, new Configuration(false));
        List<Told> told = new ArrayList<>();
        for (FileTask task : tasks) {
            try (Slices slices = input.open(task)) {
                told.addAll(ReadFile.all(slices, format, task.file().path(), ID));
            }
        }
        return told;
    }
}
