package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What reading needs of the heap: 64 MiB and three times {@code landing.max_record_size}, however large the file.
 *
 * <p>Each file is read by {@link ReaderHeap} in a JVM whose whole heap is that bound, of which 8 MiB are its young
 * generation. The files are a fraction of what the bound was measured with; {@code -Dsluice.heap=full} makes them whole.
 */
final class ReaderHeapTest {
    private static final int MEGABYTE = 1 << 20;
    private static final boolean FULL = "full".equals(System.getProperty("sluice.heap"));
    private static final int USUAL_RECORD = 16 * MEGABYTE;
    private static final int RECORD = (FULL ? 100 : 32) * MEGABYTE;

    @TempDir
    private Path folder;

    @Test
    void readsOneLongGzipMember() throws Exception {
        long size = FULL ? 2L << 30 : 128L << 20;
        Path file = folder.resolve("member.gz");
        long records;
        try (OutputStream out = new StoringGzip(Files.newOutputStream(file))) {
            records = writeRecords(out, size, "\n");
        }
        assertThat(Files.size(file)).isGreaterThan(size);

        assertThat(read("ndjson", USUAL_RECORD, file)).isEqualTo(records + " rows");
    }

    @Test
    void readsOneLongArray() throws Exception {
        Path file = folder.resolve("array.json");
        long records;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write('[');
            records = writeRecords(out, FULL ? 1L << 30 : 128L << 20, ",");
            out.write("{\"id\":7}]".getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(read("json_array", USUAL_RECORD, file)).isEqualTo(records + 1 + " rows");
    }

    @ParameterizedTest
    @CsvSource({"ndjson, text", "ndjson, line\\n", "json_array, line\\n", "debezium, line\\n", "fluentd, line\\n"})
    void readsOneLongRecord(String format, String content) throws Exception {
        Path file = folder.resolve("record.json");
        writeLongRecord(file, content);

        assertThat(read(format, RECORD + MEGABYTE, file)).isEqualTo("2 rows");
    }

    @Test
    void readsOneLongRecordInBase64() throws Exception {
        Path plain = folder.resolve("plain.json");
        writeLongRecord(plain, "line\\n");
        Path file = folder.resolve("clicks-0-0");
        try (OutputStream out = Files.newOutputStream(file)) {
            try (OutputStream encoded = Base64.getEncoder().wrap(new Unclosed(out))) {
                byte[] line = Files.readAllLines(plain).get(0).getBytes(StandardCharsets.US_ASCII);
                encoded.write(line);
            }
            out.write('\n');
        }

        assertThat(read("aiven_s3", RECORD / 3 * 4 + MEGABYTE, file)).isEqualTo("1 rows");
    }

    /** As StringConverter and JsonConverter write it together: a string of which every quote and backslash is escaped. */
    @ParameterizedTest
    @CsvSource({"kafka_connect_s3", "debezium"})
    void readsOneLongRecordInAString(String format) throws Exception {
        Path file = folder.resolve("record.json");
        writeLongString(file, "{\\\"id\\\":1,\\\"text\\\":\\\"", "\\\"}");

        assertThat(read(format, RECORD + MEGABYTE, file)).isEqualTo("2 rows");
    }

    @Test
    void rejectsOneLongRecordInAString() throws Exception {
        Path file = folder.resolve("record.json");
        writeLongString(file, "{\\\"text\\\":\\\"", "\\\",\\\"id\\\":\\\"no number\\\"}");

        assertThat(read("kafka_connect_s3", RECORD + MEGABYTE, file)).isEqualTo("1 rows");
        assertThat(Files.size(folder.resolve("rejects/attempt.jsonl"))).isGreaterThan(RECORD);
    }

    @ParameterizedTest
    @CsvSource({"ndjson, text", "json_array, line\\n", "debezium, line\\n"})
    void putsByLongRecords(String format, String content) throws Exception {
        Path file = folder.resolve("record.json");
        writeLongRecord(file, content);

        assertThat(putBy(format, RECORD + MEGABYTE, file)).isEqualTo("2 rows");
        assertThat(Files.size(folder.resolve("blocks/attempt.blocks"))).isPositive();
    }

    /** Buffers that held a record are too short for the next one. */
    @Test
    void putsByEverLongerRecords() throws Exception {
        Path file = folder.resolve("records.json");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int size = RECORD * 3 / 5; size <= RECORD; size += RECORD / 10) {
                out.write("{\"id\":1,\"text\":\"".getBytes(StandardCharsets.US_ASCII));
                writeText(out, "text", size);
                out.write("\"}\n".getBytes(StandardCharsets.US_ASCII));
            }
        }

        assertThat(putBy("ndjson", RECORD + MEGABYTE, file)).isEqualTo("5 rows");
    }

    @ParameterizedTest
    @CsvSource({"ndjson", "json_array", "debezium"})
    void rejectsOneRecordBeyondTheLimit(String format) throws Exception {
        Path file = folder.resolve("record.json");
        writeLongRecord(file, "line\\n");

        assertThat(read(format, USUAL_RECORD, file)).isEqualTo("1 rows");
    }

    private static long writeRecords(OutputStream out, long size, String separator) throws IOException {
        byte[] noise = new byte[48 * 1024];
        new Random(7).nextBytes(noise);
        String text = Base64.getEncoder().encodeToString(noise);
        long written = 0;
        long records = 0;
        while (written < size) {
            int from = (int) (records * 37 % 60_000);
            byte[] record = "{\"id\":%d,\"text\":\"%s\"}%s"
                    .formatted(records % 7, text.substring(from, from + 1_000), separator)
                    .getBytes(StandardCharsets.US_ASCII);
            out.write(record);
            written += record.length;
            records++;
        }
        return records;
    }

    /** A record whose text is as long as it may be, and a short one. */
    private static void writeLongRecord(Path file, String content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("{\"id\":1,\"text\":\"".getBytes(StandardCharsets.US_ASCII));
            writeText(out, content, RECORD);
            out.write("\"}\n{\"id\":2,\"text\":\"short\"}\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A string that holds a record whose text is as long as it may be, and a short one. */
    private static void writeLongString(Path file, String beforeText, String behindIt) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(('"' + beforeText).getBytes(StandardCharsets.US_ASCII));
            writeText(out, "a line of fifty bytes, a line of fifty bytes, line\\\\n", RECORD);
            out.write((behindIt + "\"\n\"{\\\"id\\\":2}\"\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void writeText(OutputStream out, String content, int size) throws IOException {
        byte[] kilobytes = content.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        for (int written = 0; written < size; written += kilobytes.length) {
            out.write(kilobytes);
        }
    }

    private String read(String format, int maxRecordSize, Path file) throws IOException, InterruptedException {
        return told(format, maxRecordSize, file, List.of());
    }

    /** Reads as the first of two passes reads, whose rows the second one writes. */
    private String putBy(String format, int maxRecordSize, Path file) throws IOException, InterruptedException {
        return told(
                format, maxRecordSize, file, List.of(folder.resolve("blocks").toString()));
    }

    private String told(String format, int maxRecordSize, Path file, List<String> blocks)
            throws IOException, InterruptedException {
        int megabytes = 64 + 3 * (maxRecordSize / MEGABYTE);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + megabytes + "m", "-Xmn8m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path").replace("\n", File.pathSeparator)));
        command.addAll(List.of(ReaderHeap.class.getName(), format, Integer.toString(maxRecordSize)));
        command.addAll(List.of(file.toString(), folder.resolve("rejects").toString()));
        command.addAll(blocks);
        Path errors = folder.resolve("errors.txt");
        Process reading =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String told = new String(reading.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(reading.waitFor())
                .as("%s within %d MiB: %s %s", format, megabytes, told, Files.readString(errors))
                .isZero();
        return told;
    }

    /** A gzip member that is no shorter than its content. */
    private static final class StoringGzip extends GZIPOutputStream {
        StoringGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }

    /** Stays open when the encoder around it is closed. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
