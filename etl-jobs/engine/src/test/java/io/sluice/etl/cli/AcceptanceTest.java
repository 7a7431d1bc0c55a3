package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.etl.testing.S3Server;
import io.sluice.etl.testing.SharedFolder;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real events against an independent oracle's reports and rows. */
final class AcceptanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path github = SharedFolder.require("acceptance/github");

    @TempDir
    private Path warehouse;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "delta"})
    void givesTheOraclesReportsAndRows(String format) throws IOException {
        givesTheOraclesReportsAndRows(sluice().with("table.format=" + format));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "delta"})
    void givesTheOraclesReportsAndRowsOnS3(String format) throws IOException {
        String bucket = S3Server.shared().newBucket();
        S3Server.upload(github.resolve("landing"), bucket + "/landing");
        Sluice sluice = sluice().with("landing.path=" + bucket + "/landing", "warehouse=" + bucket + "/lake")
                .with("metastore.path=" + warehouse.resolve("metastore"), "table.format=" + format);

        givesTheOraclesReportsAndRows(sluice);

        assertThat(sluice.run(0).get("outcome").asText()).isEqualTo("nothing-to-do");
        List<String> objects = S3Server.objectsBelow(bucket + "/lake");
        assertThat(objects).filteredOn(name -> name.contains("/_versions/")).isNotEmpty();
        assertThat(objects)
                .as("objects of no version, journal, lease, report, reject or log")
                .filteredOn(
                        name -> !name.matches(
                                ".*/(_versions/[^/]+/[^/]+/dt=[^/]+/part-.*|_sluice/(table|journal/[^/]+|runs/[^/]+|quarantine/.*)\\.jsonl?|_sluice/lease/\\d+\\.(beat|held\\.json|released\\.json)|_delta_log/\\d+\\.(json|crc))"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc"})
    void givesTheOraclesReportsAndRowsInPlainFolders(String format) throws IOException {
        givesTheOraclesReportsAndRows(sluice().with("table.format=" + format, "table.layout=plain"));
    }

    @Test
    void givesTheOraclesReportsAndRowsInPlainFoldersOnS3() throws IOException {
        String bucket = S3Server.shared().newBucket();
        S3Server.upload(github.resolve("landing"), bucket + "/landing");
        Sluice sluice = sluice().with("landing.path=" + bucket + "/landing", "warehouse=" + bucket + "/lake")
                .with("metastore.path=" + warehouse.resolve("metastore"), "table.layout=plain");

        givesTheOraclesReportsAndRows(sluice);

        List<String> objects = S3Server.objectsBelow(bucket + "/lake");
        assertThat(objects).filteredOn(name -> name.contains("/_versions/")).isEmpty();
        assertThat(objects)
                .filteredOn(name -> !name.contains("/_sluice/"))
                .isNotEmpty()
                .allMatch(name -> name.matches(".*/dt=[^/]+/part-[^/]+"));
    }

    private void givesTheOraclesReportsAndRows(Sluice sluice) throws IOException {
        JsonNode day1 = sluice.run(0, "--date", "2021-07-21");
        assertEqual(day1, "day1");
        assertThat(rows(sluice)).isEqualTo(expectedRows("rows.day1.jsonl"));

        JsonNode day2 = sluice.run(0, "--date", "2021-07-22");
        assertEqual(day2, "day2");
        assertThat(rows(sluice)).isEqualTo(expectedRows("rows.day2.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "delta"})
    void aFileThatLandsAgainReplacesItsRowsAndBringsBackWhomItBeat(String format, @TempDir Path landing)
            throws IOException {
        copy(github.resolve("landing"), landing);
        Sluice sluice = new Sluice(github.resolve("job.yaml"), warehouse)
                .with("landing.path=" + landing, "table.format=" + format);
        sluice.run(0, "--date", "2021-07-21");
        sluice.run(0, "--date", "2021-07-22");
        copy(github.resolve("relanded"), landing);

        JsonNode report = sluice.run(0, "--date", "2021-07-21");

        assertThat(rows(sluice)).isEqualTo(expectedRows("rows.relanded.jsonl"));
        assertThat(report.at("/files/rejoined").asLong()).isPositive();
        assertThat(report.at("/records/replaced").asLong()).isPositive();
        JsonNode again = sluice.run(0, "--date", "2021-07-21");
        assertThat(again.get("outcome").asText()).isEqualTo("nothing-to-do");
    }

    @Test
    void whatIsReadAgainUnchangedCountsAndSwitchesNothing() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0);
        Map<String, byte[]> before = sluice.dataFiles();

        JsonNode again = sluice.run(0, "--reprocess", "--date", "2021-07-21");

        assertThat(again.get("outcome").asText()).isEqualTo("published");
        assertThat(again.get("partitions")).isEmpty();
        assertThat(again.at("/records/replaced")).isEqualTo(again.at("/records/kept"));
        assertThat(again.at("/records/kept").asLong()).isPositive();
        assertThat(sluice.dataFiles().keySet()).isEqualTo(before.keySet());
        assertThat(rows(sluice)).isEqualTo(expectedRows("rows.day2.jsonl"));
    }

    @Test
    void filesThatFedAPartitionAreReadAgainByItsName() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0);

        JsonNode again = sluice.run(0, "--partition", "dt=2021-07-22");

        assertThat(again.at("/files/read").asLong()).isPositive();
        assertThat(again.get("partitions")).isEmpty();
        assertThat(rows(sluice)).isEqualTo(expectedRows("rows.day2.jsonl"));
    }

    @Test
    void aLoserThatIsGoneRefusesTheRunUnlessItsLossIsAccepted(@TempDir Path landing) throws IOException {
        copy(github.resolve("landing"), landing);
        Sluice sluice = new Sluice(github.resolve("job.yaml"), warehouse).with("landing.path=" + landing);
        sluice.run(0, "--date", "2021-07-21");
        sluice.run(0, "--date", "2021-07-22");
        Map<String, List<Object>> before = rows(sluice);
        copy(github.resolve("relanded"), landing);
        Files.delete(landing.resolve("2021-07-22/redelivered.json.gz"));

        JsonNode refused = sluice.run(3, "--date", "2021-07-21");

        assertThat(refused.get("error").asText()).contains("2021-07-22/redelivered.json.gz", "--accept-loss");
        assertThat(rows(sluice)).isEqualTo(before);
        assertThat(sluice.run(0, "--date", "2021-07-21", "--accept-loss")
                        .at("/records/replaced")
                        .asLong())
                .isPositive();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void daysInReverseOrderEndInTheSameRows() throws IOException {
        Sluice sluice = sluice();

        sluice.run(0, "--date", "2021-07-22");
        sluice.run(0, "--date", "2021-07-21");

        assertThat(rows(sluice)).isEqualTo(expectedRows("rows.day2.jsonl"));
    }

    @Test
    void aRunEachDayEndsInTheSameRowsAndGoesOnWhereItWasStopped() throws IOException {
        Sluice sluice = sluice();
        String[] days = {"--from", "2021-07-21", "--to", "2021-07-22", "--each-day", "--run-id", "backfill"};

        JsonNode last = sluice.run(0, days);

        assertEqual(last, "day2");
        assertThat(last.get("run_id").asText()).isEqualTo("backfill-2021-07-22");
        assertThat(rows(sluice)).isEqualTo(expectedRows("rows.day2.jsonl"));
        assertThat(sluice.run(0, days).get("outcome").asText()).isEqualTo("nothing-to-do");
        assertThat(Files.readString(sluice.tableFolder().resolve("_sluice/runs/backfill-2021-07-22.json")))
                .as("what it did is not forgotten")
                .contains("\"published\"");
        assertThat(sluice.command("run", "--each-day").exitCode()).isEqualTo(2);
    }

    @Test
    void bothDaysInOneRunEndInTheSameRows() throws IOException {
        Sluice sluice = sluice();

        sluice.run(0);

        assertThat(rows(sluice)).isEqualTo(expectedRows("rows.day2.jsonl"));
    }

    @Test
    void aRepeatDoesNothingAndLeavesEveryByte() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0, "--from", "2021-07-21", "--to", "2021-07-22");
        Map<String, byte[]> before = sluice.dataFiles();

        JsonNode again = sluice.run(0, "--date", "2021-07-21");

        assertThat(again.get("outcome").asText()).isEqualTo("nothing-to-do");
        assertThat(again.at("/files/already_published").asLong()).isEqualTo(8);
        Map<String, byte[]> after = sluice.dataFiles();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((file, bytes) -> assertThat(bytes).as(file).isEqualTo(before.get(file)));
    }

    @Test
    void sqlAgreesWithTheReportAndAScanByPathFindsNoRowTwice() throws IOException {
        Sluice sluice = sluice();
        sluice.run(0, "--date", "2021-07-21");
        JsonNode day2 = sluice.run(0, "--date", "2021-07-22");

        Map<String, Long> reported = new TreeMap<>();
        day2.get("partitions")
                .forEach(change -> reported.put(
                        change.get("partition").asText(),
                        change.get("rows_after").asLong()));
        Map<String, Long> counted = new TreeMap<>();
        for (Row row : sluice.query("SELECT dt, count(*), count(DISTINCT id) FROM $table GROUP BY dt")) {
            assertThat(row.getLong(1)).isEqualTo(row.getLong(2));
            counted.put("dt=" + row.getString(0), row.getLong(1));
        }
        assertThat(counted).isEqualTo(reported);
        try (var children = Files.list(sluice.tableFolder())) {
            assertThat(children.map(child -> child.getFileName().toString())).allMatch(name -> name.startsWith("_"));
        }
    }

    @Test
    void everyRejectIsInQuarantineWithItsExactBytes() throws IOException {
        Sluice sluice = sluice();

        JsonNode report = sluice.run(0, "--date", "2021-07-21");

        List<JsonNode> rejects = sluice.quarantine();
        assertThat(rejects).hasSize(report.at("/records/rejected").asInt());
        Map<String, Long> byCode = new TreeMap<>();
        for (JsonNode reject : rejects) {
            byCode.merge(reject.get("code").asText(), 1L, Long::sum);
            byte[] raw = reject.has("raw")
                    ? reject.get("raw").asText().getBytes(StandardCharsets.UTF_8)
                    : Base64.getDecoder().decode(reject.get("raw_base64").asText());
            byte[] landed = decompressed(reject.get("file").asText());
            int position = reject.get("position").asInt();
            assertThat(landed.length).isGreaterThanOrEqualTo(position + raw.length);
            assertThat(java.util.Arrays.copyOfRange(landed, position, position + raw.length))
                    .as(reject.toString())
                    .isEqualTo(raw);
            assertThat(raw).isNotEmpty();
        }
        Map<String, Long> expected = new TreeMap<>();
        expected("day1")
                .get("rejects_by_code")
                .fields()
                .forEachRemaining(
                        entry -> expected.put(entry.getKey(), entry.getValue().asLong()));
        assertThat(byCode).isEqualTo(expected);
    }

    private Sluice sluice() {
        return new Sluice(github.resolve("job.yaml"), warehouse).with("landing.path=" + github.resolve("landing"));
    }

    private JsonNode expected(String day) throws IOException {
        return JSON.readTree(Files.readString(github.resolve("expected.json"))).get(day);
    }

    private void assertEqual(JsonNode report, String day) throws IOException {
        JsonNode expected = expected(day);
        for (String name : List.of("outcome", "exit_code")) {
            assertThat(report.get(name)).isEqualTo(expected.get(name));
        }
        for (String group : List.of("files", "records", "rejects_by_code")) {
            Iterator<Map.Entry<String, JsonNode>> fields = expected.get(group).fields();
            fields.forEachRemaining(entry -> assertThat(report.get(group).get(entry.getKey()))
                    .as(group + "." + entry.getKey())
                    .isEqualTo(entry.getValue()));
        }
        assertThat(report.get("rejects_by_code").size())
                .isEqualTo(expected.get("rejects_by_code").size());
        Map<String, String> partitions = new TreeMap<>();
        report.get("partitions")
                .forEach(change -> partitions.put(
                        change.get("partition").asText(), change.get("rows_before") + " " + change.get("rows_after")));
        Map<String, String> expectedPartitions = new TreeMap<>();
        expected.get("partitions")
                .fields()
                .forEachRemaining(entry -> expectedPartitions.put(
                        entry.getKey(),
                        entry.getValue().get(0) + " " + entry.getValue().get(1)));
        assertThat(partitions).isEqualTo(expectedPartitions);
    }

    private static Map<String, List<Object>> rows(Sluice sluice) {
        Map<String, List<Object>> rows = new TreeMap<>();
        for (Row row : sluice.query("SELECT dt, id, type, public, ingest_file, ingest_position FROM $table")) {
            List<Object> other = rows.put(
                    row.getString(0) + " " + row.getString(1),
                    List.of(row.getString(2), row.getBoolean(3), row.getString(4), row.getLong(5)));
            assertThat(other).as("two rows of " + row).isNull();
        }
        return rows;
    }

    private Map<String, List<Object>> expectedRows(String file) throws IOException {
        Map<String, List<Object>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(github.resolve(file))) {
            JsonNode row = JSON.readTree(line);
            rows.put(
                    row.get("dt").asText() + " " + row.get("id").asText(),
                    List.of(
                            row.get("type").asText(),
                            row.get("public").asBoolean(),
                            row.get("ingest_file").asText(),
                            row.get("ingest_position").asLong()));
        }
        return rows;
    }

    private byte[] decompressed(String file) throws IOException {
        Path landed = github.resolve("landing").resolve(file);
        if (!file.endsWith(".gz")) {
            return Files.readAllBytes(landed);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(landed))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
            }
        } catch (EOFException truncated) {
            return bytes.toByteArray();
        }
        return bytes.toByteArray();
    }
}
