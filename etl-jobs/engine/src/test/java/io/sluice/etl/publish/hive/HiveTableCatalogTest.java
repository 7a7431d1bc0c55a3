package io.sluice.etl.publish.hive;

import static io.sluice.etl.testing.Jobs.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.Slot;
import io.sluice.etl.publish.CatalogTable;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

final class HiveTableCatalogTest {
    private static final PartitionField BY_REGION =
            new PartitionField("region", "area", PartitionField.Transform.IDENTITY);

    private static SparkSession spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        spark = TestSpark.session();
    }

    @Test
    void knowsNoTableBeforeItIsCreated() {
        HiveTableCatalog catalog = catalog("catalog_absent");

        assertThat(catalog.table()).isEmpty();
        assertThat(catalog.locations(List.of("region=a"))).isEmpty();
        assertThat(catalog("database_that_nobody_made", "catalog_absent").table())
                .isEmpty();
    }

    @Test
    void createsATableThatItDescribes() {
        JobConfig job = job("catalog_created")
                .unknownFields(JobConfig.UnknownFields.RESCUE)
                .properties(Map.of("steward", "it's us"))
                .build();
        HiveTableCatalog catalog = new HiveTableCatalog(spark, job);

        catalog.createIfAbsent();

        CatalogTable table = catalog.table().orElseThrow();
        assertThat(new org.apache.hadoop.fs.Path(table.location()).toUri().getPath())
                .isEqualTo(job.table().location());
        assertThat(table.external()).isTrue();
        assertThat(table.properties())
                .containsEntry("sluice.job", "catalog_created")
                .containsEntry("steward", "it's us");
        assertThat(table.partitionTypes()).containsOnlyKeys("region");
        assertThat(table.types())
                .isEqualTo(Map.of(
                        "id",
                        "bigint",
                        "name",
                        "string",
                        "area",
                        "string",
                        Lineage.RESCUED,
                        "string",
                        Lineage.FILE,
                        "string",
                        Lineage.POSITION,
                        "bigint",
                        Lineage.RUN,
                        "string"));
    }

    @Test
    void keepsDescriptionsAsTheSchemaWritesThem() {
        String doc =
                "It's \"quoted\" at ${price} of ${env:HOME}; C:\\temp\\n, 50 % _ off,\nsecond line, `tick`, -- 서울 😀";
        HiveTableCatalog catalog = new HiveTableCatalog(
                spark,
                job("catalog_described")
                        .doc(doc)
                        .columns(column("id", new ColumnType.Int64(), doc), column("area", new ColumnType.Text()))
                        .build());

        catalog.createIfAbsent();

        StructField id = spark.table("unit.catalog_described").schema().apply("id");
        assertThat(id.getComment().get()).isEqualTo(doc);
        assertThat(external().getTable("unit", "catalog_described").comment().get())
                .isEqualTo(doc);
    }

    @Test
    void takesColumnsWhoseNamesSqlReserves() {
        ColumnType nested = new ColumnType.Struct(
                List.of(column("select", new ColumnType.Text()), column("timestamp", new ColumnType.Text())));
        HiveTableCatalog catalog = new HiveTableCatalog(
                spark,
                job("catalog_reserved")
                        .columns(
                                column("order", nested),
                                column("interval", new ColumnType.Int32()),
                                column("user", new ColumnType.Text()),
                                column("area", new ColumnType.Text()))
                        .partitionBy(new PartitionField("date", "area", PartitionField.Transform.IDENTITY))
                        .build());

        catalog.createIfAbsent();

        assertThat(catalog.table().orElseThrow().types())
                .containsEntry("order", "struct<select:string,timestamp:string>")
                .containsEntry("interval", "int");
        assertThat(catalog.table().orElseThrow().partitionTypes()).containsOnlyKeys("date");
    }

    @Test
    void leavesATableThatIsThereAsItIs() {
        HiveTableCatalog catalog = catalog("catalog_kept");
        catalog.createIfAbsent();
        spark.sql("ALTER TABLE unit.catalog_kept ADD COLUMNS (added string)");
        spark.sql("ALTER TABLE unit.catalog_kept SET TBLPROPERTIES ('theirs' = 'x')");

        catalog.createIfAbsent();

        CatalogTable table = catalog.table().orElseThrow();
        assertThat(table.types()).containsEntry("added", "string");
        assertThat(table.properties()).containsEntry("theirs", "x");
    }

    @Test
    void addsPartitionsAtTheirLocations() {
        HiveTableCatalog catalog = catalog("catalog_added");
        catalog.createIfAbsent();
        Map<String, String> added =
                Map.of("region=a", folder + "/_versions/one/region=a", "region=b", folder + "/_versions/one/region=b");

        catalog.add(versions(added), "run");

        assertSame(catalog.locations(List.of("region=a", "region=b", "region=c")), added);
    }

    @Test
    void addsNoneOfThePartitionsWhenOneIsThereAlready() {
        HiveTableCatalog catalog = catalog("catalog_whole");
        catalog.createIfAbsent();
        catalog.add(versions(Map.of("region=b", folder + "/one/region=b")), "run");

        assertThatThrownBy(() -> catalog.add(
                        versions(Map.of("region=a", folder + "/two/region=a", "region=b", folder + "/two/region=b")),
                        "run"))
                .isInstanceOf(Exception.class);

        assertSame(catalog.locations(List.of("region=a", "region=b")), Map.of("region=b", folder + "/one/region=b"));
    }

    @Test
    void showsTheRowsOfTheVersionThatAPartitionMovedTo() throws IOException {
        HiveTableCatalog catalog = catalog("catalog_moved");
        catalog.createIfAbsent();
        write(folder + "/one/region=a", 1);
        write(folder + "/one/region=b", 2);
        write(folder + "/two/region=a", 3);
        catalog.add(
                versions(Map.of("region=a", folder + "/one/region=a", "region=b", folder + "/one/region=b")), "run");
        assertThat(rows("catalog_moved")).containsExactly("1 a", "2 b");

        catalog.move(versions(Map.of("region=a", folder + "/two/region=a")), "run");

        assertThat(rows("catalog_moved")).containsExactly("2 b", "3 a");
        assertSame(
                catalog.locations(List.of("region=a", "region=b")),
                Map.of("region=a", folder + "/two/region=a", "region=b", folder + "/one/region=b"));
    }

    @Test
    void keepsWhatOthersWroteOnAPartitionAndPutsItsOwnStatistics() throws IOException {
        HiveTableCatalog catalog = catalog("catalog_parameters");
        catalog.createIfAbsent();
        write(folder + "/two/region=a", 3);
        catalog.add(versions(Map.of("region=a", folder + "/one/region=a")), "run");
        setParameters(
                "catalog_parameters",
                Map.of(
                        "steward",
                        "kim",
                        "numRows",
                        "77",
                        "rawDataSize",
                        "77",
                        "COLUMN_STATS_ACCURATE",
                        "{\"BASIC_STATS\":\"true\",\"COLUMN_STATS\":{\"id\":\"true\"}}",
                        "spark.sql.statistics.numRows",
                        "77",
                        "spark.sql.statistics.totalSize",
                        "77"));
        assertThat(parameters("catalog_parameters"))
                .containsEntry("steward", "kim")
                .containsEntry("numRows", "77");

        catalog.move(versions(Map.of("region=a", folder + "/two/region=a")), "run");

        assertThat(parameters("catalog_parameters"))
                .containsEntry("steward", "kim")
                .containsEntry("numRows", "3")
                .containsEntry("numFiles", "1")
                .containsEntry("totalSize", "300")
                .containsEntry("COLUMN_STATS_ACCURATE", "{\"BASIC_STATS\":\"true\"}")
                .containsEntry("sluice.run", "run")
                .doesNotContainValue("77")
                .doesNotContainKeys("rawDataSize", "spark.sql.statistics.numRows");
    }

    @Test
    void findsPartitionsWhateverTheirValues() throws IOException {
        HiveTableCatalog catalog = catalog("catalog_values");
        catalog.createIfAbsent();
        List<String> values = Arrays.asList(
                null, "a/b", "a=b", "100%", "%2F", " ", "a b", "서울", "😀", "it's", "a:b*c?", "{[^]}\\", "a", "A");
        Map<String, String> one = new LinkedHashMap<>();
        Map<String, String> two = new LinkedHashMap<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String partition = PartitionPath.segment("region", values.get(i));
            one.put(partition, folder + "/one/" + partition);
            two.put(partition, folder + "/two/" + partition);
            write(folder + "/two/" + partition, i);
            expected.add(i + " " + values.get(i));
        }

        catalog.add(versions(one), "run");
        assertSame(catalog.locations(one.keySet()), one);
        catalog.move(versions(two), "run");

        assertSame(catalog.locations(two.keySet()), two);
        Collections.sort(expected);
        assertThat(rows("catalog_values")).isEqualTo(expected);
        assertThat(spark.sql("SHOW PARTITIONS unit.catalog_values").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactlyInAnyOrderElementsOf(two.keySet());
    }

    @Test
    void tellsPartitionsOfSeveralColumnsApart() {
        HiveTableCatalog catalog = new HiveTableCatalog(
                spark,
                job("catalog_nested")
                        .partitionBy(
                                new PartitionField("landed", PartitionField.LANDING_DATE, PartitionField.Transform.DAY),
                                new PartitionField("kind", "id", PartitionField.Transform.IDENTITY),
                                BY_REGION)
                        .build());
        catalog.createIfAbsent();
        Map<String, String> added = new LinkedHashMap<>();
        for (String partition : List.of(
                "landed=2021-07-21/kind=1/region=a%2Fb",
                "landed=2021-07-21/kind=12/region=a%2Fb",
                "landed=2021-07-21/kind=__HIVE_DEFAULT_PARTITION__/region=a%2Fb",
                "landed=2021-07-21/kind=1/region=__HIVE_DEFAULT_PARTITION__")) {
            added.put(partition, folder + "/one/" + partition);
        }

        catalog.add(versions(added), "run");

        assertSame(catalog.locations(added.keySet()), added);
        assertThat(catalog.table().orElseThrow().partitionTypes()).containsOnlyKeys("landed", "kind", "region");
    }

    @Test
    void movesManyPartitionsAtOnce() {
        HiveTableCatalog catalog = catalog("catalog_many");
        catalog.createIfAbsent();
        Map<String, String> one = new HashMap<>();
        Map<String, String> two = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            one.put("region=r" + i, folder + "/one/r" + i);
            two.put("region=r" + i, folder + "/two/r" + i);
        }
        catalog.add(versions(one), "run");

        catalog.move(versions(two), "run");

        assertSame(catalog.locations(two.keySet()), two);
    }

    @Test
    void namesTheRunThatPublishedLastAndKeepsOtherProperties() {
        HiveTableCatalog catalog = catalog("catalog_marked");
        catalog.createIfAbsent();
        spark.sql("ALTER TABLE unit.catalog_marked SET TBLPROPERTIES ('theirs' = 'x')");

        catalog.mark("second");

        assertThat(catalog.table().orElseThrow().properties())
                .containsEntry("sluice.run", "second")
                .containsEntry("sluice.schema", "unit/record/v1")
                .containsEntry("sluice.job", "catalog_marked")
                .containsEntry("theirs", "x");
    }

    /** Versions of one file each, of three rows and 300 bytes. */
    private static List<Slot.Switch> versions(Map<String, String> locations) {
        List<Slot.Switch> versions = new ArrayList<>();
        locations.forEach((partition, location) ->
                versions.add(new Slot.Switch(partition, null, location, List.of(new DataFile("f.parquet", 3, 300)))));
        return versions;
    }

    private HiveTableCatalog catalog(String table) {
        return catalog("unit", table);
    }

    private HiveTableCatalog catalog(String database, String table) {
        return new HiveTableCatalog(spark, job(table).table(database, table).build());
    }

    private Jobs job(String table) {
        return Jobs.in(folder)
                .table("unit", table)
                .columns(
                        column("id", new ColumnType.Int64()),
                        column("name", new ColumnType.Text()),
                        column("area", new ColumnType.Text()))
                .partitionBy(BY_REGION);
    }

    /** A file of one row whose id is the number given. */
    private static void write(String location, long id) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message row { optional int64 id; }");
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(location, "f.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(
                        HadoopOutputFile.fromPath(path, new Configuration()))
                .withType(type)
                .build()) {
            writer.write(new SimpleGroupFactory(type).newGroup().append("id", id));
        }
    }

    private static List<String> rows(String table) {
        List<String> rows = new ArrayList<>();
        for (Row row : spark.sql("SELECT id, region FROM unit." + table).collectAsList()) {
            rows.add(row.getLong(0) + " " + row.getString(1));
        }
        Collections.sort(rows);
        return rows;
    }

    private static void assertSame(Map<String, String> found, Map<String, String> expected) {
        Map<String, String> paths = new HashMap<>();
        found.forEach((partition, location) -> paths.put(
                partition, new org.apache.hadoop.fs.Path(location).toUri().getPath()));
        assertThat(paths).isEqualTo(expected);
    }

    private static ExternalCatalog external() {
        return spark.sharedState().externalCatalog();
    }

    private static CatalogTablePartition partition(String table) {
        return external().getPartition("unit", table, scala(Map.of("region", "a")));
    }

    private static Map<String, String> parameters(String table) {
        return CollectionConverters.asJava(partition(table).parameters());
    }

    private static void setParameters(String table, Map<String, String> added) {
        CatalogTablePartition entry = partition(table);
        Map<String, String> parameters = new HashMap<>(CollectionConverters.asJava(entry.parameters()));
        parameters.putAll(added);
        CatalogTablePartition changed = entry.copy(
                entry.spec(),
                entry.storage(),
                scala(parameters),
                entry.createTime(),
                entry.lastAccessTime(),
                Option.empty());
        external()
                .alterPartitions(
                        "unit",
                        table,
                        CollectionConverters.asScala(Arrays.asList(changed)).toSeq());
    }

    private static scala.collection.immutable.Map<String, String> scala(Map<String, String> map) {
        return Map$.MODULE$.from(CollectionConverters.asScala(map));
    }
}
