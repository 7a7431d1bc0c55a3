package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.etl.testing.ProducerProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole producer: a Flume agent that follows a log file. Its HDFS sink cannot write one event of a batch, so that it
 * repeats all of them, until the agent is killed, before it noted how far it had read. The next one reads it all again.
 */
final class FlumeAgentTest {
    private static final int BEFORE_THE_KILL = 331;
    private static final int AFTER_IT = 70;
    private static final int ALL = BEFORE_THE_KILL + AFTER_IT;
    private static final int EVENTS_A_FILE = 100;
    /** What the HDFS sink has repeated when the agent is killed, at least. */
    private static final int REPEATED = 600;

    @TempDir
    private static Path folder;

    /** Events of the HDFS sink in files that were finished when the agent was killed. */
    private static int repeated;

    @TempDir
    private Path warehouse;

    @BeforeAll
    static void landTwice() throws Exception {
        String classPath = ProducerProgram.classPath("flume");
        Files.createDirectories(folder.resolve("rolled"));
        Files.createDirectories(folder.resolve("logs"));
        // A file where a folder should be.
        Path obstacle =
                Files.createFile(Files.createDirectories(folder.resolve("hdfs")).resolve("day=2"));
        // The source notes its place when it starts, and then once an hour.
        try (ProducerProgram agent = start(classPath, 0, 3_600_000)) {
            agent.await("the source's first note", () -> Files.exists(folder.resolve("positions.json")));
            append(0, BEFORE_THE_KILL);
            agent.await("landed events", () -> landed("rolled") == BEFORE_THE_KILL && landed("hdfs") >= REPEATED);
            agent.kill();
        }
        repeated = landed("hdfs");
        Files.delete(obstacle);
        append(BEFORE_THE_KILL, ALL);
        try (ProducerProgram agent = start(classPath, 1, 1_000)) {
            agent.await(
                    "events landed again",
                    () -> landed("rolled") == BEFORE_THE_KILL + ALL
                            && landed("hdfs") == repeated + BEFORE_THE_KILL + ALL);
            agent.stop();
        }
    }

    private static ProducerProgram start(String classPath, int secondsUntilClosed, int millisUntilNoted)
            throws IOException {
        Path settings = folder.resolve("agent.properties");
        Files.writeString(
                settings,
                """
                agent.sources = logs
                agent.channels = local hdfs
                agent.sinks = local hdfs
                agent.sources.logs.type = TAILDIR
                agent.sources.logs.channels = local hdfs
                agent.sources.logs.positionFile = %1$s/positions.json
                agent.sources.logs.writePosInterval = %3$d
                agent.sources.logs.filegroups = all
                agent.sources.logs.filegroups.all = %1$s/logs/.*log
                agent.sources.logs.batchSize = 10000
                agent.sources.logs.interceptors = id day
                agent.sources.logs.interceptors.id.type = org.apache.flume.sink.solr.morphline.UUIDInterceptor$Builder
                agent.sources.logs.interceptors.day.type = regex_extractor
                agent.sources.logs.interceptors.day.regex = "day":(.)
                agent.sources.logs.interceptors.day.serializers = day
                agent.sources.logs.interceptors.day.serializers.day.name = day
                agent.channels.local.type = file
                agent.channels.local.checkpointDir = %1$s/local/checkpoint
                agent.channels.local.dataDirs = %1$s/local/data
                agent.channels.hdfs.type = file
                agent.channels.hdfs.checkpointDir = %1$s/channel/checkpoint
                agent.channels.hdfs.dataDirs = %1$s/channel/data
                agent.sinks.local.type = file_roll
                agent.sinks.local.channel = local
                agent.sinks.local.sink.directory = %1$s/rolled
                agent.sinks.local.sink.rollInterval = 0
                agent.sinks.local.batchSize = 10000
                agent.sinks.hdfs.type = hdfs
                agent.sinks.hdfs.channel = hdfs
                agent.sinks.hdfs.serializer = HEADER_AND_TEXT
                agent.sinks.hdfs.hdfs.path = file://%1$s/hdfs/day=%%{day}
                agent.sinks.hdfs.hdfs.useRawLocalFileSystem = true
                agent.sinks.hdfs.hdfs.fileType = DataStream
                agent.sinks.hdfs.hdfs.batchSize = 10000
                agent.sinks.hdfs.hdfs.rollInterval = 0
                agent.sinks.hdfs.hdfs.rollSize = 0
                agent.sinks.hdfs.hdfs.rollCount = %4$d
                agent.sinks.hdfs.hdfs.idleTimeout = %2$d
                """
                        .formatted(folder, secondsUntilClosed, millisUntilNoted, EVENTS_A_FILE));
        return ProducerProgram.start(
                classPath,
                folder.resolve("agent.log"),
                List.of(),
                "org.apache.flume.node.Application",
                "--no-reload-conf",
                "--conf-file",
                settings.toString(),
                "--name",
                "agent");
    }

    private static void append(int from, int to) throws IOException {
        String lines = IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"é %1$d }\",\"n\":%1$d,\"day\":%2$d,\"at\":\"2026-11-21T22:00:00Z\"}%n"
                        .formatted(i, i < BEFORE_THE_KILL - 1 ? 1 : 2))
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("logs/web.log"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Lines of the finished files of a landing. */
    private static int landed(String landing) throws IOException {
        int count = 0;
        for (Path file : files(landing)) {
            count += file.toString().endsWith(".tmp")
                    ? 0
                    : Files.readAllLines(file).size();
        }
        return count;
    }

    /** All files below a folder, of which some may be renamed meanwhile. */
    private static List<Path> files(String landing) {
        List<Path> files = new ArrayList<>();
        Deque<File> open = new ArrayDeque<>(List.of(folder.resolve(landing).toFile()));
        while (!open.isEmpty()) {
            File next = open.pop();
            File[] children = next.listFiles();
            if (children != null) {
                open.addAll(List.of(children));
            } else {
                files.add(next.toPath());
            }
        }
        return files;
    }

    private static int unfinished() {
        return (int) files("hdfs").stream()
                .filter(file -> file.toString().endsWith(".tmp"))
                .count();
    }

    @Test
    void keepsEachEventOfAFileRollOnce() throws IOException {
        JsonNode records = job("rolled", "ndjson", "id").run(0).get("records");

        assertThat(records.get("read").asInt()).isEqualTo(BEFORE_THE_KILL + ALL);
        assertThat(records.get("kept").asInt()).isEqualTo(ALL);
        assertThat(records.get("duplicates_in_batch").asInt()).isEqualTo(BEFORE_THE_KILL);
    }

    @Test
    void keepsEachEventOfTheHdfsSinkOnceByItsOwnId() throws IOException {
        Sluice sluice = job("hdfs", "flume", "id");

        JsonNode report = sluice.run(0);

        assertThat(report.at("/records/read").asInt()).isEqualTo(repeated + BEFORE_THE_KILL + ALL);
        assertThat(report.at("/records/rejected").asInt()).isZero();
        assertThat(report.at("/records/kept").asInt()).isEqualTo(ALL);
        assertThat(report.at("/records/duplicates_in_batch").asInt()).isEqualTo(repeated + BEFORE_THE_KILL);
        assertThat(sluice.query("SELECT DISTINCT id FROM $table WHERE id = concat('é ', n, ' }')"))
                .hasSize(ALL);
        assertThat(report.at("/files/ignored").asInt())
                .as("what the killed agent left open")
                .isEqualTo(unfinished());
    }

    /** The interceptor's id tells what the sink wrote again; what the source read again has another one. */
    @Test
    void findsOnlyWhatTheSinkRepeatedByTheIdOfTheInterceptor() throws IOException {
        JsonNode records = job("hdfs", "flume", "uuid").run(0).get("records");

        assertThat(records.get("kept").asInt()).isEqualTo(BEFORE_THE_KILL + ALL);
        assertThat(records.get("duplicates_in_batch").asInt()).isEqualTo(repeated);
        assertThat(records.get("conflicts").asInt()).isZero();
    }

    private Sluice job(String landing, String format, String key) throws IOException {
        Files.writeString(
                warehouse.resolve("record.avsc"),
                """
                {"type": "record", "name": "Record", "fields": [
                  {"name": "id", "type": "string"},
                  {"name": "n", "type": "long"},
                  {"name": "uuid", "type": ["null", "string"], "default": null, "json": {"path": "flume.headers.id"}},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
                """);
        Path job = warehouse.resolve("job.yaml");
        Files.writeString(
                job,
                """
                job: records
                warehouse: warehouse
                landing: {path: "%s", format: %s}
                schema: record.avsc
                dedup: {key: [%s]}
                table:
                  name: lake.records
                  partition_by: [{column: dt, from: at, transform: day}]
                audit: {max_reject_ratio: 1}
                """
                        .formatted(folder.resolve(landing), format, key));
        return new Sluice(job, warehouse);
    }
}
