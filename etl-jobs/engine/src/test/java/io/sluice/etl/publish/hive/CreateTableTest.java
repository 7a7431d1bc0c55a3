package io.sluice.etl.publish.hive;

import static io.sluice.etl.testing.Jobs.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.testing.Jobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CreateTableTest {
    private static final PartitionField DAY = new PartitionField("dt", "created_at", PartitionField.Transform.DAY);

    @Test
    void writesTheWholeStatement() {
        JobConfig job = Jobs.in(Path.of("/data"))
                .table("lake", "events")
                .doc("Events as GitHub's \"timeline\" gives them; C:\\temp.")
                .columns(
                        column("id", new ColumnType.Text(), "It's the event's id."),
                        column("created_at", new ColumnType.Timestamp(false)),
                        column("amount", new ColumnType.Decimal(18, 2), "In \\ won (원)."),
                        column(
                                "repo",
                                new ColumnType.Struct(List.of(column("id", new ColumnType.Int64(), "Not shown.")))),
                        column("tags", new ColumnType.MapOf(new ColumnType.ArrayOf(new ColumnType.Text(), true), true)))
                .unknownFields(JobConfig.UnknownFields.RESCUE)
                .format(JobConfig.Format.ORC)
                .partitionBy(
                        DAY,
                        new PartitionField("hour", "created_at", PartitionField.Transform.HOUR),
                        new PartitionField("repo_id", "repo.id", PartitionField.Transform.IDENTITY),
                        new PartitionField("landed", PartitionField.LANDING_DATE, PartitionField.Transform.DAY))
                .properties(Map.of("owner's", "a\\b 'c'", "orc.bloom.filter.columns", "id"))
                .build();

        assertThat(new CreateTable(job).tableStatement())
                .isEqualTo(
                        """
                CREATE EXTERNAL TABLE IF NOT EXISTS lake.events (
                  `id` string COMMENT 'It\\'s the event\\'s id.',
                  `created_at` timestamp,
                  `amount` decimal(18,2) COMMENT 'In \\\\ won (원).',
                  `repo` struct<`id`:bigint>,
                  `tags` map<string,array<string>>,
                  `ingest_rescued` string COMMENT 'Fields that the schema does not know, as JSON.',
                  `ingest_file` string COMMENT 'Landed file, relative to the landing root.',
                  `ingest_position` bigint COMMENT 'Byte offset of the record in the decompressed file.',
                  `ingest_run` string COMMENT 'Run that wrote the row.')
                COMMENT 'Events as GitHub\\'s "timeline" gives them; C:\\\\temp.'
                PARTITIONED BY (`dt` string COMMENT 'day of created_at', `hour` string COMMENT 'hour of created_at', \
                `repo_id` bigint COMMENT 'identity of repo.id', `landed` string COMMENT 'day of landing.date')
                STORED AS ORC
                LOCATION '/data/lake/lake/events'
                TBLPROPERTIES ('orc.bloom.filter.columns' = 'id', 'owner\\'s' = 'a\\\\b \\'c\\'', \
                'sluice.job' = 'events', 'sluice.schema' = 'unit/record/v1')""");
    }

    @Test
    void makesATableWithoutPartitionColumns() {
        JobConfig job = Jobs.in(Path.of("/data")).partitionBy().build();

        assertThat(new CreateTable(job).tableStatement())
                .doesNotContain("PARTITIONED")
                .contains("COMMENT 'An event.'\nSTORED AS PARQUET\nLOCATION");
    }

    @Test
    void hasNoRescuedColumnWhereUnknownFieldsAreDropped() {
        JobConfig job = Jobs.in(Path.of("/data")).build();

        assertThat(new CreateTable(job).tableStatement())
                .contains("`created_at` timestamp,\n  `ingest_file` string")
                .contains("STORED AS PARQUET")
                .doesNotContain("ingest_rescued");
    }

    @Test
    void givesIdentityPartitionsTheTypeOfTheirSource() {
        assertThat(partitionColumn("n", new ColumnType.Int32())).startsWith("`p` int ");
        assertThat(partitionColumn("n", new ColumnType.CalendarDate())).startsWith("`p` date ");
        assertThat(partitionColumn("n", new ColumnType.Bool())).startsWith("`p` boolean ");
        assertThat(partitionColumn("n", new ColumnType.Enumeration(List.of("A", "B"))))
                .startsWith("`p` string ");
        assertThat(partitionColumn(PartitionField.LANDING_DATE, new ColumnType.Int32()))
                .startsWith("`p` string ");
    }

    @Test
    void putsTheDatabaseBesideItsTables() {
        JobConfig job = Jobs.in(Path.of("/it's")).table("lake", "events").build();

        assertThat(new CreateTable(job).databaseStatement())
                .isEqualTo("CREATE DATABASE IF NOT EXISTS lake LOCATION '/it\\'s/lake/lake'");
    }

    private static String partitionColumn(String from, ColumnType type) {
        JobConfig job = Jobs.in(Path.of("/data"))
                .columns(column("id", new ColumnType.Text()), column("n", type))
                .partitionBy(new PartitionField("p", from, PartitionField.Transform.IDENTITY))
                .build();
        String statement = new CreateTable(job).tableStatement();
        return statement.substring(statement.indexOf("PARTITIONED BY (") + "PARTITIONED BY (".length());
    }
}
