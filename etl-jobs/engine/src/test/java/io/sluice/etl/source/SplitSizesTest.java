package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
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
        ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bzip2, 1)) {
            out.write(lines);
        }
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(lines);
        }
        List<Told> plain = read(LandingFormats.NDJSON, landed(lines), 1);

        for (byte[] packed : List.of(bzip2.toByteArray(), gzip.toByteArray())) {
            for (int parts : List.of(1, 2, 3, 7, 50)) {
                assertThat(read(LandingFormats.NDJSON, landed(packed), parts)).isEqualTo(plain);
            }
        }
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

    private LandedFile landed(byte[] bytes) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, bytes);
        return new LandedFile("file", file.toString(), bytes.length, 1, "", null);
    }

    private static List<Told> read(LandingFormat format, LandedFile file, int parts) throws IOException {
        LandedInput input = new LandedInput(format, LIMITS, new Configuration(false));
        List<Told> told = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            try (Slices slices = input.open(new FileTask(file, 0, null, new FilePart(part, parts)))) {
                told.addAll(ReadFile.all(slices, format, file.path(), ID));
            }
        }
        return told;
    }
}
