package io.sluice.etl.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.LandingFormat;
import io.sluice.etl.model.LandingFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroEventSlicesTest {
    /** Flume's own, from its {@code FlumeEventAvroEventSerializer}. */
    private static final String SCHEMA =
            """
            {"type": "record", "name": "Event", "fields": [
              {"name": "headers", "type": {"type": "map", "values": "string"}},
              {"name": "body", "type": "bytes"}]}
            """;

    private static final LandingFormat FLUME = LandingFormats.named("flume").orElseThrow();

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
    void findsTheBodiesOfEvents(String codec) throws IOException {
        byte[] file = events(CodecFactory.fromString(codec), "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");

        assertThat(Sliced.of(FLUME, file, Sliced.LIMITS))
                .containsExactly(
                        "0:{\"a\":1} in {\"flume\":{\"headers\":{\"id\":\"h0\"}}}",
                        "1:{\"a\":2} in {\"flume\":{\"headers\":{\"id\":\"h1\"}}}",
                        "2:{\"a\":3} in {\"flume\":{\"headers\":{\"id\":\"h2\"}}}");
    }

    @Test
    void readsUpToWhereTheFileBreaks() throws IOException {
        byte[] file = events(CodecFactory.nullCodec(), "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");

        List<String> whole = Sliced.of(FLUME, file, Sliced.LIMITS);
        for (int length = 5; length < file.length; length++) {
            List<String> slices = Sliced.of(FLUME, Arrays.copyOf(file, length), Sliced.LIMITS);
            List<String> entries = slices.stream()
                    .filter(slice -> !slice.endsWith(" TRUNCATED"))
                    .toList();
            assertThat(slices.size() - entries.size()).isLessThanOrEqualTo(1);
            assertThat(entries).isEqualTo(whole.subList(0, Math.min(entries.size(), whole.size() - 1)));
        }
    }

    @Test
    void survivesAnyFlippedByte() throws IOException {
        byte[] file = events(CodecFactory.nullCodec(), "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");

        for (int at = 4; at < file.length; at++) {
            byte[] flipped = file.clone();
            flipped[at] ^= (byte) 0xff;
            assertThat(Sliced.of(FLUME, flipped, Sliced.LIMITS)).isNotEmpty();
        }
    }

    @Test
    void refusesEntriesThatAreNoEvents() throws IOException {
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))
                .create(schema, file)
                .close();

        assertThat(Sliced.of(FLUME, file.toByteArray(), Sliced.LIMITS)).containsExactly("0: TRUNCATED");
    }

    @Test
    void refusesBlocksThatExpandTooFar() throws IOException {
        byte[] file = events(CodecFactory.deflateCodec(9), "x".repeat(5_000), "y");

        assertThat(Sliced.of(FLUME, file, new Limits(1_000, 100, 1000, 1000)))
                .containsExactly("0: TRUNCATED ", "1:y in {\"flume\":{\"headers\":{\"id\":\"h1\"}}}");
    }

    /** A block an event. */
    private static byte[] events(CodecFactory codec, String... bodies) throws IOException {
        Schema schema = new Schema.Parser().parse(SCHEMA);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(codec).create(schema, file);
            for (int i = 0; i < bodies.length; i++) {
                GenericRecord event = new GenericData.Record(schema);
                event.put("headers", Map.of("id", "h" + i));
                event.put("body", ByteBuffer.wrap(bodies[i].getBytes(StandardCharsets.UTF_8)));
                writer.append(event);
                writer.sync();
            }
        }
        return file.toByteArray();
    }
}
