package io.sluice.etl.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.JobConfig.Check;
import io.sluice.etl.model.JobConfig.Format;
import io.sluice.etl.model.JobConfig.Late;
import io.sluice.etl.model.JobConfig.Limits;
import io.sluice.etl.model.JobConfig.UnknownFields;
import io.sluice.etl.model.LandingFormats;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionField.Transform;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobConfigLoaderTest {
    private final Bench bench = new Bench();

    @Test
    void fillsInDefaults() {
        JobConfig job = bench.load(
                """
                job: orders
                warehouse: /lake
                landing: {path: /landing}
                schema: shop/orders/v1
                dedup: {key: [id]}
                table: {name: lake.orders, partition_by: [{column: repo_id, from: repo.id}]}
                """);
        assertThat(job.file()).isEqualTo(Bench.JOB_FILE);
        assertThat(job.landing())
                .isEqualTo(new JobConfig.Landing(
                        "/landing", "*", LandingFormats.NDJSON, false, new Limits(16 * 1024 * 1024, 100, 1000, 1000)));
        assertThat(job.unknownFields()).isEqualTo(UnknownFields.DROP);
        assertThat(job.dedup()).isEqualTo(Dedup.byKey(List.of("id"), Dedup.Keep.LATEST, List.of()));
        assertThat(job.table())
                .isEqualTo(new JobConfig.Table(
                        new JobConfig.TableName("lake", "orders"),
                        "/lake/lake/orders",
                        Format.PARQUET,
                        JobConfig.Layout.VERSIONED,
                        List.of(new PartitionField("repo_id", "repo.id", Transform.IDENTITY)),
                        ZoneId.of("UTC"),
                        List.of(),
                        256L * 1024 * 1024,
                        Map.of()));
        assertThat(job.late()).isEqualTo(new Late(Duration.ofDays(30), Duration.ofDays(1), true, 100));
        assertThat(job.audit()).isEqualTo(new JobConfig.Audit(0.01, 0, null, List.of()));
        assertThat(job.quarantine().location()).isEqualTo("/lake/lake/orders/_sluice/quarantine");
        assertThat(job.metastore().path()).isEqualTo("/lake/_metastore");
        assertThat(job.spark()).isEmpty();
    }

    @Test
    void readsEveryKey() {
        JobConfig job = bench.load(
                """
                job: all-keys_2
                warehouse: hdfs://nn/lake/
                landing:
                  path: s3a://landing/orders/
                  layout: "{date}/{hour}/*"
                  format: ndjson
                  when_empty: fail
                  max_record_size: 1MiB
                  max_depth: 7
                  max_number_length: 40
                  max_expansion_ratio: 10
                schema: ../schemas/shop/orders/v1.avsc
                unknown_fields: rescue
                dedup: {strategy: unique_id, key: [id, repo.id], keep: earliest, order_by: [updated_at],
                        lookback: 0d, conflicts: keep, evidence: none, plan: narrow}
                table:
                  name: lake.orders
                  location: /tables/orders
                  format: orc
                  layout: plain
                  partition_by:
                    - {column: dt, from: landing.date}
                    - {column: hh, from: landing.date, transform: hour}
                    - {column: month, from: day, transform: month}
                  time_zone: Europe/Berlin
                  sort_by: [repo.id]
                  target_file_size: 1GB
                  properties: {owner.team: shop, retries: 3, public: false}
                late: {max_age: 12h, max_future: 90m, beyond: keep, max_affected_partitions: 5}
                audit:
                  max_reject_ratio: 1
                  min_records: 10
                  checks:
                    - {name: priced, sql: "price > 0"}
                    - name: dated
                      severity: warn
                      sql: |
                        day IS NOT NULL
                        AND day > '2000-01-01'
                quarantine: {location: hdfs://nn/rejects, retention: null}
                metastore: {path: "file:///var/metastore"}
                spark: {spark.sql.shuffle.partitions: 4, spark.ui.enabled: false, spark.app.name: x}
                schedule:
                  cron: "0 2 * * *"
                  start: 2026-11-22
                  wait_for: _SUCCESS
                  wait_limit: 6h
                  retries: 2
                  retry_delay: 5m
                  timeout: 4h
                  expire_after: 7d
                  connection: spark_default
                  pool: sluice
                  owner: Data Platform
                  tags: [shop, orders]
                  submit: {spark.driver.memory: 4g, spark.executor.instances: 8}
                """);
        assertThat(job.job()).isEqualTo("all-keys_2");
        assertThat(job.warehouse()).isEqualTo("hdfs://nn/lake");
        assertThat(job.landing())
                .isEqualTo(new JobConfig.Landing(
                        "s3a://landing/orders/",
                        "{date}/{hour}/*",
                        LandingFormats.NDJSON,
                        true,
                        new Limits(1024 * 1024, 7, 40, 10)));
        assertThat(job.unknownFields()).isEqualTo(UnknownFields.RESCUE);
        assertThat(job.dedup())
                .isEqualTo(new Dedup(
                        Dedup.Strategy.UNIQUE_ID,
                        List.of("id", "repo.id"),
                        Dedup.Keep.EARLIEST,
                        List.of("updated_at"),
                        Dedup.Lookback.NONE,
                        Dedup.Conflicts.KEEP,
                        Dedup.Evidence.NONE,
                        Dedup.Plan.NARROW,
                        null));
        assertThat(job.table())
                .isEqualTo(new JobConfig.Table(
                        new JobConfig.TableName("lake", "orders"),
                        "/tables/orders",
                        Format.ORC,
                        JobConfig.Layout.PLAIN,
                        List.of(
                                new PartitionField("dt", PartitionField.LANDING_DATE, Transform.DAY),
                                new PartitionField("hh", PartitionField.LANDING_DATE, Transform.HOUR),
                                new PartitionField("month", "day", Transform.MONTH)),
                        ZoneId.of("Europe/Berlin"),
                        List.of("repo.id"),
                        1024L * 1024 * 1024,
                        Map.of("owner.team", "shop", "retries", "3", "public", "false")));
        assertThat(job.late()).isEqualTo(new Late(Duration.ofHours(12), Duration.ofMinutes(90), false, 5));
        assertThat(job.audit().checks())
                .containsExactly(
                        new Check("priced", "price > 0", true),
                        new Check("dated", "day IS NOT NULL\nAND day > '2000-01-01'\n", false));
        assertThat(job.quarantine().location()).isEqualTo("hdfs://nn/rejects");
        assertThat(job.metastore().path()).isEqualTo("/var/metastore");
        assertThat(job.spark())
                .isEqualTo(Map.of(
                        "spark.sql.shuffle.partitions", "4", "spark.ui.enabled", "false", "spark.app.name", "x"));
    }

    @Test
    void takesNullForAbsent() {
        JobConfig job = bench.load(Bench.JOB + "late: ~\naudit: {min_records: null}\nspark:\n");
        assertThat(job.audit().minRecords()).isZero();
        assertThat(bench.problems(Bench.JOB.replace("[id]", "null")))
                .containsExactly("line 8: dedup.key: required; expected a list of columns such as [id, repo.id]");
    }

    @Test
    void tellsAllProblemsAtOnceInTheOrderOfTheFile() {
        List<String> problems = bench.problems(
                """
                job: Orders
                warehouse: /lake
                landing:
                  path: /landing
                  formt: ndjson
                schema: shop/orders/v1
                dedup:
                  strategi: unique_id
                  key: id
                  keep: newest
                table:
                  name: a; DROP TABLE b
                  partition_by: [{column: id, from: creatd_at, transform: day}]
                audit: {max_reject_ratio: 2}
                """,
                "late.max_aeg=3d",
                "landing.max_depth=0");
        assertThat(problems)
                .containsExactly(
                        "line 1: job: expected a lower-case letter, then up to 63 lower-case letters, digits, _ or -,"
                                + " found \"Orders\"",
                        "line 5: landing.formt: unknown key; did you mean landing.format?",
                        "line 8: dedup.strategi: unknown key; did you mean dedup.strategy?",
                        "line 9: dedup.key: expected a list of columns such as [id, repo.id], found \"id\"",
                        "line 10: dedup.keep: unknown value \"newest\"; expected one of latest, earliest",
                        "line 12: table.name: expected database.table, each a lower-case letter, then up to 127"
                                + " lower-case letters, digits or _, found \"a; DROP TABLE b\"",
                        "line 13: table.partition_by[0].column: id is a column of the schema; choose another name",
                        "line 13: table.partition_by[0].from: schema shop.Order has no column creatd_at; did you mean"
                                + " created_at?",
                        "line 14: audit.max_reject_ratio: expected a number from 0 to 1, found 2",
                        "--set landing.max_depth: expected a whole number from 1 to 1000, found 0",
                        "--set late.max_aeg: unknown key; did you mean late.max_age?");
    }

    @Test
    void namesEverythingThatIsRequired() {
        assertThat(bench.problems("{}"))
                .extracting(problem -> problem.replaceFirst("; expected .*", ""))
                .containsExactlyInAnyOrder(
                        "job: required",
                        "warehouse: required",
                        "landing.path: required",
                        "schema: required",
                        "dedup.key: required",
                        "table.name: required");
        assertThat(bench.problems(Bench.JOB.replace("  path: ../landing\n", "")))
                .containsExactly("line 3: landing.path: required; expected a path or a URI");
    }

    @Test
    void findsAMisplacedKeyItsSection() {
        assertThat(bench.problems(Bench.JOB + "lookback: 0d\n"))
                .containsExactly("line 13: lookback: unknown key; did you mean dedup.lookback?");
    }

    @Test
    void listsValidKeysWhereNoneIsNear() {
        assertThat(bench.problems(Bench.JOB + "late: {whatever: 1}\n"))
                .containsExactly(
                        "line 13: late.whatever: unknown key; valid keys of late: beyond, max_affected_partitions,"
                                + " max_age, max_future");
        assertThat(bench.problemOf("whatever=1"))
                .startsWith("--set whatever: unknown key; valid keys: audit, dedup, job, landing,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    job=5                               | --set job: expected a lower-case letter, then up to 63 lower-case letters, digits, _ or -, found 5
                    schedule=5                          | --set schedule: expected a section, that is keys and values, found 5
                    dedup.key=[]                        | --set dedup.key: empty; name the columns that identify a record
                    dedup.key=[1]                       | --set dedup.key: expected the name of a column, found 1
                    dedup.key=[[id]]                    | --set dedup.key: expected the name of a column, found a list
                    dedup.lookback=0                    | --set dedup.lookback: expected days such as 0d or 3d, up to 365000d, or all, found 0
                    dedup.lookback=soon                 | --set dedup.lookback: expected days such as 0d or 3d, up to 365000d, or all, found "soon"
                    landing.max_depth="7"               | --set landing.max_depth: expected a whole number from 1 to 1000, found "7"
                    landing.max_depth=7.5               | --set landing.max_depth: expected a whole number from 1 to 1000, found 7.5
                    landing.max_record_size=2GB         | --set landing.max_record_size: expected a size from 1B to 1GB, such as 256MB (a MB is 1024 * 1024 bytes), found "2GB"
                    table.target_file_size=256          | --set table.target_file_size: expected a size from 64KB to 1024GB, such as 256MB (a MB is 1024 * 1024 bytes), found 256
                    table.target_file_size=999999999999999GB | --set table.target_file_size: expected a size from 64KB to 1024GB, such as 256MB (a MB is 1024 * 1024 bytes), found "999999999999999GB"
                    table.format=parket                 | --set table.format: unknown value "parket"; expected one of parquet, orc, delta; did you mean parquet?
                    table.format=true                   | --set table.format: expected one of parquet, orc, delta, found true
                    table.time_zone=Mars/Base           | --set table.time_zone: expected a time zone such as UTC, Europe/Berlin or +01:00, found "Mars/Base"
                    table.partition_by=dt               | --set table.partition_by: expected a list such as [{column: dt, from: created_at, transform: day}], found "dt"
                    table.partition_by=[dt]             | --set table.partition_by: expected a list such as [{column: dt, from: created_at, transform: day}], found "dt"
                    table.name=orders                   | --set table.name: expected database.table, each a lower-case letter, then up to 127 lower-case letters, digits or _, found "orders"
                    late.max_age=30                     | --set late.max_age: expected a duration up to 365000d, such as 30d, 12h, 90m or 45s, found 30
                    late.max_age=999999999d             | --set late.max_age: expected a duration up to 365000d, such as 30d, 12h, 90m or 45s, found "999999999d"
                    late.max_affected_partitions=0      | --set late.max_affected_partitions: expected a whole number from 1 to 1000000, found 0
                    audit.max_reject_ratio=.nan         | --set audit.max_reject_ratio: expected a number from 0 to 1, found .nan
                    audit.min_records=-1                | --set audit.min_records: expected a whole number of at least 0, found -1
                    audit.checks=[{sql: a}]             | --set audit.checks[0].name: required; expected a name
                    audit.checks=[{name: a, sql: " "}]  | --set audit.checks[0].sql: expected a Spark SQL expression, found " "
                    audit.checks=[{name: a, sql: b}, {name: a, sql: c}] | --set audit.checks[1].name: "a" is there twice; choose another
                    audit.checks=[{name: a, sql: b, severity: fatal}] | --set audit.checks[0].severity: unknown value "fatal"; expected one of error, warn
                    schedule.cron="0 2 * *"             | --set schedule.cron: expected five fields such as "0 2 * * *", found "0 2 * *"
                    schedule.retries=-1                 | --set schedule.retries: expected a whole number from 0 to 100, found -1
                    schedule.start=22.11.2026           | --set schedule.start: expected a day such as 2026-11-22, found "22.11.2026"
                    schedule.wait_for=a/b               | --set schedule.wait_for: expected files, nothing, or the name of a marker file such as _SUCCESS, found "a/b"
                    schedule.wait_limit=soon            | --set schedule.wait_limit: expected a duration up to 365000d, such as 30d, 12h, 90m or 45s, found "soon"
                    schedule.tags=shop                  | --set schedule.tags: expected a list of names, found "shop"
                    schedule.pool=my pool               | --set schedule.pool: expected letters, digits, _, . or -, found "my pool"
                    schedule.owners=me                  | --set schedule.owners: unknown key; did you mean schedule.owner?
                    spark={a: [1]}                      | --set spark.a: expected a single value, found a list
                    table.properties={a b: c}           | --set table.properties.a b: a property's name has letters, digits, _ . - alone; rename it
                    table.properties.sluice.job=x       | --set table.properties.sluice.job: names that begin with sluice. are kept for Sluice; rename it
                    table.properties.External=x         | --set table.properties.External: Spark keeps this name for itself and refuses the table; rename it
                    table.properties.spark.sql.x=y      | --set table.properties.spark.sql.x: Spark keeps this name for itself and refuses the table; rename it
                    table.properties.x="a\\nb"          | --set table.properties.x: the value has control characters; remove them
                    landing.layout="{nonsense}"         | --set landing.layout: {nonsense} at position 0 is no field; use {date} or {hour}
                    """)
    void saysWhatIsExpectedAndWhatIsFound(String override, String problem) {
        assertThat(bench.problemOf(override)).isEqualTo(problem);
    }

    @Test
    void saysWhatTheOutlineOfAFileLacks() {
        assertThat(bench.problems("# nothing\n"))
                .containsExactly("the file is empty; a job has keys, beginning with job, warehouse, landing, schema");
        assertThat(bench.problems("\n- a\n")).containsExactly("line 2: expected keys and values, found a list");
        assertThat(bench.problems("a: [1\nb: 2\n")).singleElement().asString().startsWith("line 2: not YAML: ");
        assertThat(bench.problems("a: \u0000")).singleElement().asString().startsWith("line 1: not YAML: ");
        assertThat(Bench.problemsOf(bench, "/jobs/conf/absent.yaml"))
                .containsExactly("there is no file /jobs/conf/absent.yaml; correct the path");
        assertThat(Bench.problemsOf(bench, "/jobs/unreadable.yaml"))
                .containsExactly("/jobs/unreadable.yaml cannot be read: java.io.IOException: permission denied");
    }

    @Test
    void refusesYamlThatIsNoPlainData() {
        assertThat(bench.problems(Bench.JOB + "job: other\n"))
                .containsExactly("line 13: job: given twice, first at line 1; remove one");
        assertThat(bench.problems(Bench.JOB + "spark: &a {x: *a}\n"))
                .containsExactly("line 13: spark.x: the alias stands within its own anchor; write the value out");
        assertThat(bench.problems(Bench.JOB + "spark: !!set {x}\n"))
                .containsExactly("line 13: spark: the tag tag:yaml.org,2002:set means nothing here; remove it");
        assertThat(bench.problems(Bench.JOB + "? [1]\n: 2\n"))
                .containsExactly("line 13: a key is a list or a section; keys are names");
        assertThat(bench.problems("a: " + "[".repeat(100_000)))
                .containsExactly("line 1: nested deeper than 50; a job is not");
    }

    @Test
    void followsAliases() {
        JobConfig job = bench.load(Bench.JOB
                .replace("order_by: [updated_at]", "order_by: &columns [updated_at]")
                .replace("name: lake.orders", "name: lake.orders\n  sort_by: *columns"));
        assertThat(job.table().sortBy()).containsExactly("updated_at");
    }

    @Test
    void tellsItemsOfAListByTheirNumber() {
        assertThat(bench.problemOf("table.partition_by=[{column: a, from: id}, {column: b, from: day, form: x}]"))
                .isEqualTo("--set table.partition_by[1].form: unknown key; did you mean table.partition_by[1].from?");
    }
}
