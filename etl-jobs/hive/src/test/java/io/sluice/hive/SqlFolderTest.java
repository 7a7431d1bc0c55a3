package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.hive.testing.Engine;
import io.sluice.hive.testing.HiveSandbox;
import io.sluice.hive.testing.HiveSession;
import io.sluice.hive.testing.ShippedJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of the SQL folder, on Spark and on Hive, over the table of a demo and over deliveries with copies in them. */
final class SqlFolderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Engine.root().resolve("sql");
    private static final String EVENTS = "lake.github_events";
    private static final String SOURCE = "lake.deliveries";
    private static final String TARGET = "lake.deduplicated";
    private static final List<String> KEYED =
            List.of("source=" + SOURCE, "partition=dt", "key=id", "order_by=created_at");

    /** Variables of each file; {@link #everyFileHasACase} misses none. */
    private static final Map<String, List<String>> VARIABLES = new TreeMap<>(Map.of(
            "queries/daily_actives.sql", List.of("table=" + EVENTS),
            "queries/duplicates_a_day.sql", List.of("table=" + EVENTS),
            "queries/freshness.sql", List.of("table=" + EVENTS),
            "queries/late_share.sql", List.of("table=" + EVENTS),
            "queries/top_repositories.sql", List.of("table=" + EVENTS),
            "dedup/row_number.sql", with("columns=dt, id, type, created_at, ingest_file"),
            "dedup/group_by.sql", with("columns=s.dt, s.id, s.type, s.created_at, s.ingest_file"),
            "dedup/distinct.sql", List.of("source=" + SOURCE, "columns=dt, id, type"),
            "dedup/insert_overwrite.sql", with("columns=id, type, created_at, ingest_file", "target=" + TARGET)));

    private static final List<ShippedJob> JOBS = ShippedJob.all();

    static {
        for (ShippedJob shipped : JOBS) {
            VARIABLES.put(shipped.sql("create.sql"), List.of());
            VARIABLES.put(shipped.sql("checks.sql"), List.of("table=" + shipped.table()));
        }
    }

    /** What Spark answers to SET. */
    private static final Set<String> SETTING = Set.of("key", "value");

    @TempDir
    static Path folder;

    private static String job;

    @BeforeAll
    static void land() throws Exception {
        Path demo = folder.resolve("demo");
        Engine.shared().mustRun(List.of("demo", "--events", "480", "--dir", demo.toString()));
        job = demo.resolve("conf/github_events.yaml").toString();
        for (ShippedJob shipped : JOBS) {
            if (!shipped.table().equals(EVENTS)) {
                publishExamples(shipped, demo.resolve("warehouse"));
            }
        }
        try (HiveSession hive = new HiveSession()) {
            // Not by UNION ALL, for which Hive writes folders within folders, where Spark does not look.
            hive.execute(
                    """
                    CREATE TABLE %s STORED AS PARQUET AS
                    SELECT dt, id, type, created_at, ingest_file, ingest_position FROM %s"""
                            .formatted(SOURCE, EVENTS));
            hive.execute(
                    """
                    INSERT INTO %s
                    SELECT dt, id, type, created_at - INTERVAL '1' HOUR, concat('again/', ingest_file), ingest_position
                    FROM %s WHERE type = 'PushEvent'"""
                            .formatted(SOURCE, EVENTS));
            hive.execute(
                    """
                    CREATE EXTERNAL TABLE %s (id STRING, type STRING, created_at TIMESTAMP, ingest_file STRING)
                    PARTITIONED BY (dt STRING) STORED AS PARQUET LOCATION '%s'"""
                            .formatted(TARGET, folder.resolve("deduplicated").toUri()));
        }
    }

    static Stream<String> files() {
        return VARIABLES.keySet().stream();
    }

    @Test
    void everyFileHasACase() throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            assertThat(all.filter(file -> file.toString().endsWith(".sql"))
                            .map(file -> FOLDER.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(VARIABLES.keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void bothEnginesAnswerAlike(String file) throws IOException {
        List<String> variables = new ArrayList<>(VARIABLES.get(file));
        variables.add("warehouse=" + folder.resolve("demo/warehouse"));

        List<Map<String, String>> spark = answers(onSpark(file, variables));
        List<Map<String, String>> hive =
                answers(onHive(List.of("-f", FOLDER.resolve(file).toString()), variables));

        assertThat(hive).isEqualTo(spark);
        if (file.startsWith("queries/") || file.endsWith("checks.sql")) {
            assertThat(spark).isNotEmpty();
        }
    }

    @Test
    void theDeduplicationsFindTheRowsThatTheEngineKept() throws Exception {
        List<Map<String, String>> kept = answers(onHive(
                List.of("-e", "SELECT dt, id, type, created_at, ingest_file FROM %s ORDER BY dt, id".formatted(EVENTS)),
                List.of()));
        assertThat(kept).isNotEmpty();

        for (String file : List.of("dedup/row_number.sql", "dedup/group_by.sql")) {
            assertThat(answers(onSpark(file, VARIABLES.get(file)))).as(file).isEqualTo(kept);
        }
        assertThat(answers(onSpark("dedup/distinct.sql", VARIABLES.get("dedup/distinct.sql"))))
                .hasSameSizeAs(kept);
        String overwritten = "SELECT dt, id, type, created_at, ingest_file FROM %s ORDER BY dt, id".formatted(TARGET);
        onHive(
                List.of("-f", FOLDER.resolve("dedup/insert_overwrite.sql").toString()),
                VARIABLES.get("dedup/insert_overwrite.sql"));
        assertThat(answers(onHive(List.of("-e", overwritten), List.of()))).isEqualTo(kept);
        onSpark("dedup/insert_overwrite.sql", VARIABLES.get("dedup/insert_overwrite.sql"));
        assertThat(answers(onHive(List.of("-e", overwritten), List.of()))).isEqualTo(kept);
    }

    static Stream<ShippedJob> jobs() {
        return JOBS.stream();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void createsWhatSluiceCreates(ShippedJob shipped) throws IOException {
        String warehouse = folder.resolve("elsewhere").toString();
        String ddl = Engine.shared()
                .mustRun(List.of("ddl", "--job", shipped.file().toString(), "--set", "warehouse=" + warehouse));

        String written = Files.readString(FOLDER.resolve(shipped.sql("create.sql")));

        assertThat(written.substring(written.indexOf('\n') + 1).replace("${warehouse}", warehouse))
                .isEqualTo(ddl);
    }

    /** Runs a job of the project over the examples of its schema that are to pass. */
    private static void publishExamples(ShippedJob shipped, Path warehouse) throws IOException {
        Path landing = Files.createDirectories(folder.resolve(shipped.table()).resolve("2026-11-22"));
        for (Path example : shipped.examples("pass")) {
            Files.writeString(landing.resolve(example.getFileName()), JSON.readTree(Files.readString(example)) + "\n");
        }
        List<String> run =
                new ArrayList<>(List.of("run", "--job", shipped.file().toString()));
        List<String> settings = new ArrayList<>(Engine.metastore());
        settings.add("warehouse=" + warehouse);
        settings.add("landing={path: %s, layout: \"{date}/*\"}".formatted(landing.getParent()));
        settings.add("late.beyond=keep");
        settings.forEach(setting -> run.addAll(List.of("--set", setting)));
        Engine.shared().mustRun(run);
    }

    private static List<String> with(String... more) {
        return Stream.concat(KEYED.stream(), Stream.of(more)).toList();
    }

    private static String onSpark(String file, List<String> variables) {
        return Engine.shared()
                .mustRun(Engine.arguments(
                        "sql", FOLDER.resolve(file), "--job", job, "--format", "json", options(variables)));
    }

    private static String onHive(List<String> script, List<String> variables) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                Engine.arguments("--dir", HiveSandbox.shared().folder(), "--format", "json", script, options(variables))
                        .toArray(String[]::new));
        assertThat(exitCode).as(err.toString()).isZero();
        return out.toString();
    }

    private static List<String> options(List<String> variables) {
        return variables.stream()
                .flatMap(variable -> Stream.of("--var", variable))
                .toList();
    }

    /** Rows by column; numbers and times are written in one form, and what depends on the clock is left out. */
    private static List<Map<String, String>> answers(String lines) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.lines().filter(text -> text.startsWith("{")).toList()) {
            Map<String, String> row = new TreeMap<>();
            JSON.readTree(line).fields().forEachRemaining(cell -> row.put(cell.getKey(), text(cell.getValue())));
            row.remove("hours_ago");
            if (!row.keySet().equals(SETTING)) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static String text(JsonNode value) {
        if (value.isNumber()) {
            return new BigDecimal(value.asText()).stripTrailingZeros().toPlainString();
        }
        return value.asText()
                .replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)T([\\d:.]+)Z$", "$1 $2")
                .replaceFirst("(:\\d\\d)\\.0+$", "$1");
    }
}
