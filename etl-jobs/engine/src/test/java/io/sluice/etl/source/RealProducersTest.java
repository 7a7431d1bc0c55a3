package io.sluice.etl.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiven.kafka.connect.common.config.CompressionType;
import io.aiven.kafka.connect.common.config.FormatType;
import io.aiven.kafka.connect.common.config.OutputField;
import io.aiven.kafka.connect.common.config.OutputFieldEncodingType;
import io.aiven.kafka.connect.common.config.OutputFieldType;
import io.aiven.kafka.connect.common.output.OutputWriter;
import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.source.ReadFile.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flume.Context;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.serialization.EventSerializer;
import org.apache.flume.serialization.EventSerializerFactory;
import org.apache.flume.sink.hdfs.HDFSSequenceFile;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by the producers' own code: Flume's serializers, Kafka Connect's JSON converter, Aiven's writers. */
final class RealProducersTest {
    private static final Column ID = column("id", "id");
    private static final List<String> BODIES =
            List.of("{\"id\":\"a\"}", "{\"id\":\"서울 \\u00e9\"}", "{\"id\":\"b } {x=y} \"}");

    @TempDir
    private Path folder;

    @Test
    void readsTextOfFlume() throws IOException {
        assertThat(lines(ReadFile.as("flume", "FlumeData.1", flume("TEXT", Map.of()), List.of(ID))))
                .containsExactly("a", "서울 é", "b } {x=y} ");
    }

    @Test
    void readsHeadersAndTextOfFlume() throws IOException {
        List<Column> columns = List.of(ID, column("host", "flume.headers.host"), column("uuid", "flume.headers.id"));

        assertThat(lines(ReadFile.as("flume", "FlumeData.1", flume("HEADER_AND_TEXT", Map.of()), columns)))
                .containsExactly("a|web 1|7f-0", "서울 é|web 1|7f-1", "b } {x=y} |web 1|7f-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2"})
    void readsAvroEventsOfFlume(String codec) throws IOException {
        List<Column> columns = List.of(ID, column("uuid", "flume.headers.id"));
        byte[] file = flume("avro_event", Map.of("compressionCodec", codec, "syncIntervalBytes", "32"));

        assertThat(lines(ReadFile.as("flume", "FlumeData.1.avro", file, columns)))
                .containsExactly("a|7f-0", "서울 é|7f-1", "b } {x=y} |7f-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Text", "Writable"})
    void namesTheSequenceFilesOfFlume(String writeFormat) throws IOException {
        Path file = folder.resolve("FlumeData.1");
        HDFSSequenceFile writer = new HDFSSequenceFile();
        writer.configure(new Context(Map.of("hdfs.writeFormat", writeFormat)));
        writer.open(file.toUri().toString());
        for (String body : BODIES) {
            writer.append(EventBuilder.withBody(body, StandardCharsets.UTF_8));
        }
        writer.close();

        List<Told> told = ReadFile.as("flume", "FlumeData.1", Files.readAllBytes(file), List.of(ID));

        assertThat(lines(told))
                .containsExactly("MALFORMED_JSON|a Hadoop SequenceFile of org.apache.hadoop.io.LongWritable, which is"
                        + " not read; let the producer write text (Flume: hdfs.fileType = DataStream; Secor:"
                        + " DelimitedTextFileReaderWriterFactory)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsWhatKafkaConnectConverts(boolean schemas) throws IOException {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.STRING_SCHEMA)
                .field("amount", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .build();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", Boolean.toString(schemas)), false);
            for (String id : List.of("a", "b \n\" 서울")) {
                Struct value = new Struct(schema).put("id", id).put("amount", 1.5);
                file.writeBytes(converter.fromConnectData("clicks", schema, value));
                file.write('\n');
            }
        }
        List<Column> columns = List.of(ID, column("topic", "kafka.topic"), number("pos", "kafka.offset"));
        String name = "topics/clicks/partition=0/clicks+0+0000000041.json";

        assertThat(lines(ReadFile.as("kafka_connect_s3", name, file.toByteArray(), columns)))
                .containsExactly("a|clicks|41", "b \n\" 서울|clicks|42");
    }

    @ParameterizedTest
    @EnumSource(
            value = FormatType.class,
            names = {"JSON", "JSONL"})
    void readsJsonOfAiven(FormatType type) throws IOException {
        for (CompressionType compression : List.of(CompressionType.NONE, CompressionType.GZIP, CompressionType.ZSTD)) {
            byte[] file = aiven(
                    type,
                    compression,
                    OutputFieldType.KEY,
                    OutputFieldType.VALUE,
                    OutputFieldType.OFFSET,
                    OutputFieldType.TIMESTAMP,
                    OutputFieldType.HEADERS);
            assertThat(lines(ReadFile.as("aiven_s3", "clicks-0-7", file, aivenColumns())))
                    .as("%s, %s", type, compression)
                    .containsExactly("a|clicks|7|key-7", "서울 é|clicks|8|key-8", "b } {x=y} |clicks|9|key-9");
        }
    }

    @Test
    void readsBareValuesOfAiven() throws IOException {
        byte[] file = aiven(FormatType.CSV, CompressionType.GZIP, OutputFieldType.VALUE);

        assertThat(lines(ReadFile.as("aiven_s3", "clicks-0-7.gz", file, aivenColumns())))
                .containsExactly("a|clicks|7|null", "서울 é|clicks|8|null", "b } {x=y} |clicks|9|null");
    }

    private static List<Column> aivenColumns() {
        return List.of(
                ID, column("topic", "kafka.topic"), number("pos", "kafka.offset"), column("event_key", "kafka.key"));
    }

    private static List<String> lines(List<Told> told) {
        return told.stream().map(Told::line).toList();
    }

    private static Column column(String name, String path) {
        Column.Json json = new Column.Json(Arrays.asList(path.split("\\.")), Column.TimeFormat.ISO, false, false);
        return new Column(name, new ColumnType.Text(), true, null, "", json);
    }

    private static Column number(String name, String path) {
        return new Column(
                name, new ColumnType.Int64(), true, null, "", column(name, path).json());
    }

    private static byte[] flume(String serializer, Map<String, String> settings) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        EventSerializer events = EventSerializerFactory.getInstance(serializer, new Context(settings), file);
        events.afterCreate();
        for (int i = 0; i < BODIES.size(); i++) {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("host", "web 1");
            headers.put("id", "7f-" + i);
            events.write(EventBuilder.withBody(BODIES.get(i), StandardCharsets.UTF_8, headers));
        }
        events.flush();
        events.beforeClose();
        return file.toByteArray();
    }

    private static byte[] aiven(FormatType type, CompressionType compression, OutputFieldType... fields)
            throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<OutputField> outputs = Stream.of(fields)
                .map(field -> new OutputField(
                        field, type == FormatType.CSV ? OutputFieldEncodingType.BASE64 : OutputFieldEncodingType.NONE))
                .toList();
        try (OutputWriter writer = OutputWriter.builder()
                .withCompressionType(compression)
                .withOutputFields(outputs)
                .withExternalProperties(Map.of())
                .withEnvelopeEnabled(true)
                .build(file, type)) {
            for (int i = 0; i < BODIES.size(); i++) {
                writer.writeRecord(sinkRecord(type, BODIES.get(i), 7 + i));
            }
        }
        return file.toByteArray();
    }

    /** Aiven's sink gets bytes for CSV, and structures for JSON. */
    private static SinkRecord sinkRecord(FormatType type, String body, long offset) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("trace", "t-" + offset);
        boolean bytes = type == FormatType.CSV;
        Object value = bytes ? body.getBytes(StandardCharsets.UTF_8) : structure(body);
        return new SinkRecord(
                "clicks",
                0,
                Schema.STRING_SCHEMA,
                "key-" + offset,
                bytes ? Schema.BYTES_SCHEMA : null,
                value,
                offset,
                1_763_719_200_000L,
                TimestampType.CREATE_TIME,
                headers);
    }

    private static Object structure(String body) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false"), false);
            return converter
                    .toConnectData("clicks", body.getBytes(StandardCharsets.UTF_8))
                    .value();
        }
    }
}
