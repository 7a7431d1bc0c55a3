package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.etl.testing.ConnectWorker;
import io.sluice.etl.testing.KafkaBroker;
import io.sluice.etl.testing.ProducerProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A whole producer: a Kafka broker and a Kafka Connect worker, which is killed between what it landed and the commit of
 * its offsets, so that the next one delivers again.
 */
final class KafkaConnectTest {
    /** Records that were committed before the kill, of each topic. */
    private static final int COMMITTED = 300;
    /** Records that landed before the kill and were not committed. */
    private static final int LOST_TRACK_OF = 120;

    private static final int ALL = COMMITTED + LOST_TRACK_OF;
    /** Of so many records one is followed by a tombstone of its key. */
    private static final int RECORDS_A_TOMBSTONE = 20;

    private static final int TOMBSTONES_COMMITTED = COMMITTED / RECORDS_A_TOMBSTONE;
    private static final int TOMBSTONES_LOST_TRACK_OF = LOST_TRACK_OF / RECORDS_A_TOMBSTONE;
    private static final Instant START = Instant.parse("2026-11-21T22:00:00Z");
    private static final Schema ORDER = SchemaBuilder.struct()
            .field("id", Schema.STRING_SCHEMA)
            .field("n", Schema.INT64_SCHEMA)
            .field("at", Schema.STRING_SCHEMA)
            .build();

    @TempDir
    private static Path folder;

    @TempDir
    private Path warehouse;

    @BeforeAll
    static void landTwice() throws Exception {
        String classPath = ProducerProgram.classPath("kafka");
        Map<String, Map<String, String>> connectors = connectors();
        Map<String, Long> committed = Map.of(
                "events", COMMITTED + (long) TOMBSTONES_COMMITTED,
                "orders", (long) COMMITTED,
                "lines", (long) COMMITTED,
                "map", COMMITTED + (long) TOMBSTONES_COMMITTED,
                "struct", (long) COMMITTED);
        try (KafkaBroker broker = KafkaBroker.start(classPath, folder)) {
            broker.createTopic("events", 3);
            broker.createTopic("orders", 2);
            broker.createTopic("lines", 2);
            produce(broker, 0, COMMITTED);
            try (ConnectWorker worker = ConnectWorker.start(classPath, folder, broker, connectors)) {
                awaitLanded(worker, committed);
                for (String connector : connectors.keySet()) {
                    worker.restart(connector);
                }
                long lines = Files.size(folder.resolve("lines.txt"));
                worker.program().await("committed offsets", () -> hasCommitted(worker, committed, lines));

                produce(broker, COMMITTED, ALL);
                awaitLanded(
                        worker,
                        Map.of(
                                "events", committed.get("events") + LOST_TRACK_OF + TOMBSTONES_LOST_TRACK_OF,
                                "orders", (long) ALL,
                                "lines", (long) ALL,
                                "map", committed.get("map") + LOST_TRACK_OF + TOMBSTONES_LOST_TRACK_OF,
                                "struct", (long) ALL));
                assertThat(hasCommitted(worker, committed, lines)).isTrue();
                worker.program().kill();
            }
            try (ConnectWorker worker = ConnectWorker.start(classPath, folder, broker, connectors)) {
                awaitLanded(
                        worker,
                        Map.of(
                                "events", committed.get("events") + 2L * (LOST_TRACK_OF + TOMBSTONES_LOST_TRACK_OF),
                                "orders", COMMITTED + 2L * LOST_TRACK_OF,
                                "lines", COMMITTED + 3L * LOST_TRACK_OF));
                worker.program().stop();
            }
        }
    }

    private static Map<String, Map<String, String>> connectors() throws IOException {
        Map<String, Map<String, String>> connectors = new LinkedHashMap<>();
        connectors.put(
                "source",
                Map.of(
                        "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
                        "file", folder.resolve("lines.txt").toString(),
                        "topic", "lines",
                        "value.converter", JsonConverter.class.getName(),
                        "value.converter.schemas.enable", "false"));
        connectors.put("events", sink("events", "events", Map.of()));
        connectors.put("orders", sink("orders", "orders", Map.of()));
        connectors.put("lines", sink("lines", "lines", Map.of()));
        String json = JsonConverter.class.getName();
        connectors.put(
                "map",
                sink("map", "events", Map.of("value.converter", json, "value.converter.schemas.enable", "false")));
        connectors.put("struct", sink("struct", "orders", Map.of("value.converter", json)));
        return connectors;
    }

    private static Map<String, String> sink(String name, String topic, Map<String, String> converter)
            throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(converter);
        settings.put("connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector");
        settings.put("topics", topic);
        Files.createDirectories(landed(name).getParent());
        settings.put("file", landed(name).toString());
        return settings;
    }

    private static Path landed(String name) {
        return folder.resolve("landing").resolve(name).resolve("records.json");
    }

    private static void produce(KafkaBroker broker, int from, int to) throws IOException {
        try (Producer<String, byte[]> producer = broker.producer();
                JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "true"), false);
            StringBuilder lines = new StringBuilder();
            for (int i = from; i < to; i++) {
                String json = "{\"id\":\"%s\",\"n\":%d,\"at\":\"%s\"}".formatted(id(i), i, at(i));
                // Kafka's file source takes characters for bytes: after text that is not ASCII it goes on in the wrong
                // place.
                lines.append(json.replace("é", "\\u00e9")).append('\n');
                producer.send(new ProducerRecord<>("events", id(i), json.getBytes(StandardCharsets.UTF_8)));
                if (i % RECORDS_A_TOMBSTONE == 0) {
                    producer.send(new ProducerRecord<>("events", id(i), null));
                }
                Struct order =
                        new Struct(ORDER).put("id", id(i)).put("n", (long) i).put("at", at(i));
                producer.send(new ProducerRecord<>("orders", id(i), converter.fromConnectData("orders", ORDER, order)));
            }
            Files.writeString(folder.resolve("lines.txt"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String id(int number) {
        return "é %d }".formatted(number);
    }

    private static String at(int number) {
        return START.plusSeconds(60L * number).toString();
    }

    private static void awaitLanded(ConnectWorker worker, Map<String, Long> counts) throws Exception {
        for (Map.Entry<String, Long> landing : counts.entrySet()) {
            worker.program()
                    .await(
                            "%d records of %s".formatted(landing.getValue(), landing.getKey()),
                            () -> countLanded(landing.getKey()) >= landing.getValue());
        }
    }

    private static long countLanded(String name) throws IOException {
        if (!Files.exists(landed(name))) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(landed(name))) {
            return lines.count();
        }
    }

    private static boolean hasCommitted(ConnectWorker worker, Map<String, Long> sinks, long source)
            throws IOException, InterruptedException {
        boolean all = worker.committed("source") == source;
        for (Map.Entry<String, Long> sink : sinks.entrySet()) {
            all &= worker.committed(sink.getKey()) == sink.getValue();
        }
        return all;
    }

    @Test
    void keepsEachRecordThatTheSinkDeliveredAgainOnce() throws IOException {
        JsonNode records = run("events");

        int again = LOST_TRACK_OF + TOMBSTONES_LOST_TRACK_OF;
        int tombstones = TOMBSTONES_COMMITTED + 2 * TOMBSTONES_LOST_TRACK_OF;
        assertThat(records.get("read").asInt()).isEqualTo(COMMITTED + TOMBSTONES_COMMITTED + 2 * again);
        assertThat(records.get("rejected").asInt()).isEqualTo(tombstones);
        assertThat(records.get("kept").asInt()).isEqualTo(ALL);
        assertThat(records.get("duplicates_in_batch").asInt()).isEqualTo(LOST_TRACK_OF);
        assertThat(records.get("conflicts").asInt()).isZero();
    }

    @Test
    void takesOffTheSchemaOfTheJsonConverter() throws IOException {
        assertThat(Files.readAllLines(landed("orders")).get(0)).startsWith("{\"schema\":{\"type\":\"struct\"");

        JsonNode records = run("orders");

        assertThat(records.get("read").asInt()).isEqualTo(COMMITTED + 2 * LOST_TRACK_OF);
        assertThat(records.get("kept").asInt()).isEqualTo(ALL);
        assertThat(records.get("duplicates_in_batch").asInt()).isEqualTo(LOST_TRACK_OF);
    }

    /** The killed source sent its lines again, under new offsets, and the killed sink landed the first of them again. */
    @Test
    void keepsEachLineThatSourceAndSinkDeliveredAgainOnce() throws IOException {
        assertThat(Files.readAllLines(landed("lines")).get(0)).startsWith("\"{\\\"id\\\":");

        JsonNode records = run("lines");

        assertThat(records.get("read").asInt()).isEqualTo(COMMITTED + 3 * LOST_TRACK_OF);
        assertThat(records.get("kept").asInt()).isEqualTo(ALL);
        assertThat(records.get("duplicates_in_batch").asInt()).isEqualTo(2 * LOST_TRACK_OF);
        assertThat(records.get("conflicts").asInt()).isZero();
    }

    /** Runs a job over a landing whose rows must be all that was produced, and gives the counts of its report. */
    private JsonNode run(String landing) throws IOException {
        Files.writeString(
                warehouse.resolve("record.avsc"),
                """
                {"type": "record", "name": "Record", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "n", "type": "long"},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
                """);
        Path job = warehouse.resolve("job.yaml");
        Files.writeString(
                job,
                """
                job: records
                warehouse: warehouse
                landing: {path: "%s", format: kafka_connect_s3}
                schema: record.avsc
                dedup: {key: [id]}
                table:
                  name: lake.records
                  partition_by: [{column: dt, from: at, transform: day}]
                audit: {max_reject_ratio: 1}
                """
                        .formatted(landed(landing).getParent()));
        Sluice sluice = new Sluice(job, warehouse);
        JsonNode report = sluice.run(0);

        List<String> produced = IntStream.range(0, ALL)
                .mapToObj(
                        i -> "%s|%d|%s".formatted(id(i), i, Instant.parse(at(i)).toEpochMilli()))
                .toList();
        assertThat(sluice.query("SELECT id, n, unix_millis(at) FROM $table").stream()
                        .map(row -> row.mkString("|")))
                .containsExactlyInAnyOrderElementsOf(produced);
        return report.get("records");
    }

    /** A file sink writes the text of what its converter made, which is JSON only if that is a string. */
    @ParameterizedTest
    @ValueSource(strings = {"map", "struct"})
    void findsNoJsonWhereTheSinkHasAJsonConverter(String landing) {
        Sluice.Ended peeked = Sluice.execute("peek", landed(landing).getParent().toString());

        assertThat(peeked.exitCode()).isEqualTo(2);
        assertThat(peeked.err()).contains("no preset finds a JSON object");
    }
}
