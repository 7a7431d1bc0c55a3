package io.sluice.etl.publish.delta;

import static io.sluice.etl.testing.Jobs.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.RunCounts;
import io.sluice.etl.model.Slot;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeltaTableLogTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final TableHistory NOTHING = TableHistory.of(List.of(), null);

    @TempDir
    private Path folder;

    private JobConfig job;
    private DeltaTableLog log;
    private final List<Slot> closed = new ArrayList<>();

    @BeforeEach
    void open() {
        open(jobs().properties(Map.of("steward", "it's us")).build());
    }

    @Test
    void theFirstSlotMakesTheTable() throws IOException {
        publish(1, "region=a", 1);

        assertThat(rows()).containsExactly("1 a");
        StructType schema = SPARK.read().format("delta").load(location()).schema();
        assertThat(schema.apply("id").getComment().get()).isEqualTo("It's the event's \"id\".");
        assertThat(schema.apply("ingest_position").getComment().get()).startsWith("Byte offset");
        assertThat(schema.apply("region").getComment().get()).isEqualTo("identity of area");
        Row detail = detail();
        assertThat(detail.<String>getAs("name")).isEqualTo("unit.delta");
        assertThat(detail.<String>getAs("description")).isEqualTo("Events, as they come.");
        assertThat(detail.getList(detail.fieldIndex("partitionColumns")).toString())
                .isEqualTo("[region]");
        assertThat(detail.getJavaMap(detail.fieldIndex("properties")).toString())
                .contains("steward=it's us")
                .contains("sluice.job=delta");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSlotIsOneCommitHoweverOftenItIsMade(boolean disturbed) throws IOException {
        publish(1, "region=a", 1);
        if (disturbed) {
            disturb();
        }
        publish(2, "region=a", 2, "region=b", 3);
        Slot third = slot(3, "region=b", 4);
        TableHistory before = history();

        log.commit(third, before);
        log.commit(third, before);
        new DeltaTableLog(SPARK, job).commit(third, before);

        assertThat(commits()).filteredOn(Objects::nonNull).containsExactly("run-3", "run-2", "run-1");
        assertThat(rows()).containsExactly("2 a", "4 b");
    }

    @Test
    void findsFilesWhateverTheValuesOfTheirPartition() throws IOException {
        List<String> values = Arrays.asList(
                null, "a/b", "a=b", "100%", "%2F", " ", "a b", "서울", "😀", "it's", "a:b*c?", "{[^]}\\", "a", "A", "+");
        List<Object> one = new ArrayList<>();
        List<Object> two = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            one.addAll(List.of(PartitionPath.segment("region", values.get(i)), i));
            two.addAll(List.of(PartitionPath.segment("region", values.get(i)), 100 + i));
            expected.add((100 + i) + " " + values.get(i));
        }
        publish(1, one.toArray());
        log.verifyCurrent(history().partitions().keySet(), history());
        disturb();

        publish(2, two.toArray());

        log.verifyCurrent(history().partitions().keySet(), history());
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void partitionsOfSeveralTypedColumnsAreToldApart() throws IOException {
        open(Jobs.in(folder)
                .table("unit", "delta")
                .columns(
                        column("id", new ColumnType.Int64()),
                        column("day", new ColumnType.CalendarDate()),
                        column("amount", new ColumnType.Decimal(9, 2)),
                        column("flag", new ColumnType.Bool()))
                .partitionBy(
                        new PartitionField("on", "day", PartitionField.Transform.IDENTITY),
                        new PartitionField("price", "amount", PartitionField.Transform.IDENTITY),
                        new PartitionField("yes", "flag", PartitionField.Transform.IDENTITY))
                .build());
        String none = PartitionPath.NULL_VALUE;
        publish(
                1,
                "on=2021-07-21/price=1.50/yes=true",
                1,
                "on=2021-07-21/price=1.50/yes=false",
                2,
                "on=%s/price=%s/yes=%s".formatted(none, none, none),
                3);
        disturb();

        publish(2, "on=2021-07-21/price=1.50/yes=true", 4, "on=%s/price=2.00/yes=true".formatted(none), 5);

        log.verifyCurrent(history().partitions().keySet(), history());
        assertThat(SPARK.sql("SELECT id, `on`, price, yes FROM delta.`%s` ORDER BY id".formatted(location()))
                        .collectAsList())
                .extracting(row -> row.mkString(" "))
                .containsExactly(
                        "2 2021-07-21 1.50 false", "3 null null null", "4 2021-07-21 1.50 true", "5 null 2.00 true");
    }

    @Test
    void aPartitionThatLosesItsLastRowHasNoFile() throws IOException {
        publish(1, "region=a", 1, "region=b", 2);

        publish(2, "region=a");

        assertThat(rows()).containsExactly("2 b");
        log.verifyCurrent(history().partitions().keySet(), history());
    }

    @Test
    void whatSomebodyElseDidToAPartitionIsFoundAndLeftAlone() throws IOException {
        for (String statement : List.of(
                "DELETE FROM %s WHERE region = 'a'",
                "OPTIMIZE %s",
                "INSERT INTO %s (id, region) VALUES (9, 'a')",
                "ALTER TABLE %s SET TBLPROPERTIES (delta.enableDeletionVectors = true); DELETE FROM %1$s WHERE id = 1")) {
            open(jobs().table("unit", "foreign_" + statement.hashCode()).build());
            closed.clear();
            publish(1, "region=a", 1, "region=a", 2);
            for (String part : statement.split("; ")) {
                foreign(part);
            }
            List<String> before = rows();

            assertUnknown(() -> log.verifyCurrent(List.of("region=a"), history()), "region=a");
            Slot second = slot(2, "region=a", 5);
            assertUnknown(() -> log.commit(second, history()), "RESTORE TABLE");

            assertThat(rows()).as(statement).isEqualTo(before);
            foreign("RESTORE TABLE %s TO VERSION AS OF 0");
            publish(2, "region=a", 6);
            assertThat(rows()).as(statement).containsExactly("6 a");
        }
    }

    @Test
    void whatSomebodyElseDidToAnotherPartitionIsTheirs() throws IOException {
        publish(1, "region=a", 1, "region=b", 2);
        foreign("INSERT INTO %s (id, region) VALUES (9, 'b'), (10, 'c')");
        foreign("ALTER TABLE %s ADD COLUMNS (theirs string)");

        log.verifyCurrent(List.of("region=a"), history());
        publish(2, "region=a", 3);

        assertThat(rows()).containsExactly("10 c", "2 b", "3 a", "9 b");
        assertUnknown(() -> log.verifyCurrent(List.of("region=c"), history()), "region=c");
    }

    @Test
    void aCommitOfSomebodyElseMeanwhileMakesItFailAndTheNextAttemptLooksAgain() throws IOException {
        publish(1, "region=a", 1);
        Slot second = slot(2, "region=a", 2);

        assertThatThrownBy(() -> ForeignCommit.during(
                        () -> log.commit(second, history()),
                        () -> foreign("INSERT INTO %s (id, region) VALUES (9, 'a')")))
                .isInstanceOfSatisfying(SluiceException.class, failure -> assertThat(failure.outcome())
                        .isEqualTo(Outcome.FAILED))
                .hasMessageContaining("somebody else committed")
                .hasMessageContaining(location());

        assertThat(rows()).containsExactly("1 a", "9 a");
        assertUnknown(() -> log.commit(second, history()), "1 unknown");
    }

    @Test
    void aCommitOfSomebodyElseToAnotherPartitionMeanwhileDoesNoHarm() throws IOException {
        publish(1, "region=a", 1);
        disturb();
        Slot second = slot(2, "region=a", 2);

        ForeignCommit.during(
                () -> log.commit(second, history()), () -> foreign("INSERT INTO %s (id, region) VALUES (9, 'b')"));

        assertThat(rows()).containsExactly("2 a", "9 b");
    }

    @Test
    void vacuumWithoutRetentionDeletesNoFileOfAVersion() throws IOException {
        publish(1, "region=a", 1, "region=b", 2);
        publish(2, "region=a", 3);
        foreign("VACUUM %s RETAIN 0 HOURS");

        assertThat(rows()).containsExactly("2 b", "3 a");
        assertThat(folder.resolve("lake/unit/delta/_versions/run-1/region=a")).isNotEmptyDirectory();
        log.verifyCurrent(history().partitions().keySet(), history());
        publish(3, "region=a", 4);
    }

    @Test
    void writesCheckpointsThatItReadsItself() throws IOException {
        for (int slot = 1; slot <= 12; slot++) {
            publish(slot, "region=" + slot % 3, slot);
        }

        assertThat(folder.resolve("lake/unit/delta/_delta_log/00000000000000000010.checkpoint.parquet"))
                .exists();
        org.apache.spark.sql.delta.DeltaLog.clearCache();
        log = new DeltaTableLog(SPARK, job);
        publish(13, "region=1", 13);
        assertThat(rows()).containsExactly("11 2", "12 0", "13 1");
    }

    @Test
    void aTableOfSomebodyElseIsRefused() {
        SPARK.range(3).withColumnRenamed("id", "region").write().format("delta").save(location());

        assertInvalid("was not made by Sluice", NOTHING);
    }

    @Test
    void aTableOfAnotherJobIsRefused() throws IOException {
        publish(1, "region=a", 1);
        foreign("ALTER TABLE %s SET TBLPROPERTIES (sluice.job = 'other')");

        assertInvalid("belongs to job other", history());
    }

    @Test
    void aTableWhoseColumnSomebodyAlteredIsRefused() throws IOException {
        publish(1, "region=a", 1);
        log.verifyOwned(history());
        foreign(
                "ALTER TABLE %s SET TBLPROPERTIES (delta.columnMapping.mode = 'name', delta.minReaderVersion = '2', delta.minWriterVersion = '5')");
        assertInvalid("delta.columnMapping.mode", history());

        open(jobs().columns(column("id", new ColumnType.Text()), column("area", new ColumnType.Text()))
                .build());
        foreign("ALTER TABLE %s SET TBLPROPERTIES (delta.columnMapping.mode = 'none')");
        assertInvalid("column id", history());
    }

    @Test
    void propertiesThatDeltaDoesNotAcceptAreRefusedBeforeAnyWork() {
        open(jobs().properties(Map.of("delta.appendOnyl", "true")).build());
        assertInvalid("delta.appendOnyl", NOTHING);

        open(jobs().properties(Map.of("delta.columnMapping.mode", "name")).build());
        assertInvalid("delta.columnMapping.mode", NOTHING);
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    @Test
    void aLogThatVanishedIsAMystery() throws IOException {
        publish(1, "region=a", 1);
        org.apache.hadoop.fs.Path logFolder = new org.apache.hadoop.fs.Path(location(), "_delta_log");
        logFolder.getFileSystem(new Configuration()).delete(logFolder, true);
        log = new DeltaTableLog(SPARK, job);

        assertUnknown(() -> log.verifyOwned(history()), "_delta_log");
        assertUnknown(() -> log.verifyCurrent(List.of("region=a"), history()), "region=a");
    }

    @Test
    void aNewTableIsNobodysYet() {
        assertThatCode(() -> log.verifyOwned(NOTHING)).doesNotThrowAnyException();
        assertThatCode(() -> log.verifyCurrent(List.of("region=a"), NOTHING)).doesNotThrowAnyException();
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    private void open(JobConfig opened) {
        job = opened;
        log = new DeltaTableLog(SPARK, job);
    }

    private Jobs jobs() {
        return Jobs.in(folder)
                .table("unit", "delta")
                .doc("Events, as they come.")
                .format(JobConfig.Format.DELTA)
                .columns(
                        column("id", new ColumnType.Int64(), "It's the event's \"id\"."),
                        column("name", new ColumnType.Text()),
                        column("area", new ColumnType.Text()))
                .partitionBy(new PartitionField("region", "area", PartitionField.Transform.IDENTITY));
    }

    private String location() {
        return job.table().location();
    }

    /** Commits a slot, and remembers what it published. */
    private void publish(int number, Object... idsByPartition) throws IOException {
        Slot slot = slot(number, idsByPartition);
        log.commit(slot, history());
        closed.add(slot);
        log.verifyCommitted(slot);
    }

    /** A commit of somebody else that changes no data; from then on the log's state must be looked at. */
    private void disturb() {
        foreign("ALTER TABLE %s SET TBLPROPERTIES ('theirs' = 'x')");
    }

    /** What a user of Spark may do to the table; in few tasks, because it is small. */
    private void foreign(String statement) {
        SPARK.conf().set("spark.sql.shuffle.partitions", "2");
        SPARK.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
        SPARK.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        try {
            SPARK.sql(statement.formatted("delta.`" + location() + "`"));
        } finally {
            SPARK.conf().unset("spark.sql.shuffle.partitions");
            SPARK.conf().unset("spark.sql.sources.parallelPartitionDiscovery.parallelism");
            SPARK.conf().unset("spark.databricks.delta.retentionDurationCheck.enabled");
        }
    }

    /** A slot whose versions have a file a row; a partition that no id follows gets none. */
    private Slot slot(int number, Object... idsByPartition) throws IOException {
        Map<String, List<DataFile>> files = new TreeMap<>();
        for (int i = 0; i < idsByPartition.length; i += 2) {
            String partition = (String) idsByPartition[i];
            files.computeIfAbsent(partition, key -> new ArrayList<>());
            if (i + 1 < idsByPartition.length) {
                files.get(partition).add(write(version(number, partition), (Integer) idsByPartition[i + 1]));
            }
        }
        Map<String, PublishedPartition> published = history().partitions();
        List<Slot.Switch> switches = new ArrayList<>();
        files.forEach((partition, version) -> switches.add(new Slot.Switch(
                partition,
                published.containsKey(partition) ? published.get(partition).location() : null,
                version(number, partition),
                version)));
        return new Slot(
                number,
                "run-" + number,
                "2021-07-22T02:00:00Z",
                "fingerprint",
                Map.of(),
                List.of(),
                switches,
                List.of(),
                RunCounts.NONE);
    }

    private String version(int slot, String partition) {
        return location() + "/_versions/run-" + slot + "/" + partition;
    }

    private static DataFile write(String location, long id) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message row { optional int64 id; }");
        String name = "part-" + id + ".parquet";
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(location, name);
        try (var writer = ExampleParquetWriter.builder(HadoopOutputFile.fromPath(path, new Configuration()))
                .withType(type)
                .build()) {
            writer.write(new SimpleGroupFactory(type).newGroup().append("id", id));
        }
        return new DataFile(
                name,
                1,
                path.getFileSystem(new Configuration()).getFileStatus(path).getLen());
    }

    private TableHistory history() {
        return TableHistory.of(closed, null);
    }

    private List<String> rows() {
        return SPARK.sql("SELECT id, region FROM delta.`%s`".formatted(location())).collectAsList().stream()
                .map(row -> row.mkString(" "))
                .sorted()
                .toList();
    }

    private List<String> commits() {
        return SPARK.sql("DESCRIBE HISTORY delta.`%s`".formatted(location())).collectAsList().stream()
                .map(row -> row.<String>getAs("userMetadata"))
                .toList();
    }

    private Row detail() {
        return SPARK.sql("DESCRIBE DETAIL delta.`%s`".formatted(location())).first();
    }

    private void assertInvalid(String message, TableHistory history) {
        assertThatThrownBy(() -> log.verifyOwned(history)).isInstanceOfSatisfying(SluiceException.class, failure -> {
            assertThat(failure.outcome()).isEqualTo(Outcome.INVALID);
            assertThat(failure).hasMessageContaining(message);
        });
    }

    private static void assertUnknown(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SluiceException.class, failure -> {
            assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(failure).hasMessageContaining(message);
        });
    }
}
