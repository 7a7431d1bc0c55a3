package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.DataFile;
import io.sluice.etl.model.Decision;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Dedup.Lookback;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PartitionField;
import io.sluice.etl.model.Positions;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.sink.Staged;
import io.sluice.etl.sink.VersionSink;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Both plans on Spark, over published files, against the plain loop. Sixty landings are decided at once, each with keys of
 * its own.
 */
final class DedupPlanPropertyTest {
    private static final int LANDINGS = 60;
    private static final StructType ROWS = Delivery.CONTENT
            .add(Lineage.FILE, DataTypes.StringType)
            .add(Lineage.POSITION, DataTypes.LongType)
            .add(Lineage.RUN, DataTypes.StringType)
            .add(StepColumns.PARTITION, DataTypes.StringType);
    /** More than the batch, so that it is read through the filter of the batch's keys. */
    private static final Set<String> PUBLISHED = Set.of("a.json", "ä.json", "b.json");

    @Property(tries = 1, shrinking = ShrinkingMode.OFF)
    void bothPlansDecideAsAPlainLoop(@ForAll("deliveries") List<Delivery> deliveries) throws IOException {
        for (Dedup dedup : List.of(
                Delivery.dedup(Dedup.Strategy.UNIQUE_ID, Dedup.Keep.LATEST, Lookback.NONE, false),
                Delivery.dedup(Dedup.Strategy.UNIQUE_ID, Dedup.Keep.EARLIEST, new Lookback(3), false),
                Delivery.dedup(Dedup.Strategy.UNIQUE_ID, Dedup.Keep.LATEST, Lookback.ALL, false),
                Delivery.dedup(Dedup.Strategy.OFFSET, Dedup.Keep.LATEST, Lookback.NONE, false),
                Delivery.dedup(Dedup.Strategy.DISTINCT, Dedup.Keep.LATEST, new Lookback(1), false))) {
            Map<Delivery, Delivery> losers = losers(deliveries, dedup);
            for (Dedup.Plan plan : List.of(Dedup.Plan.NARROW, Dedup.Plan.GROUP_BY)) {
                assertDecided(deliveries, dedup, plan, plan, losers, DedupPlan.MOST_THROUGH_DRIVER);
            }
            assertDecided(
                    deliveries, dedup, Dedup.Plan.GROUP_BY, Dedup.Plan.NARROW, losers, DedupPlan.MOST_THROUGH_DRIVER);
        }
    }

    @Property(tries = 1, shrinking = ShrinkingMode.OFF)
    void losersTooManyForTheDriverArriveAllTheSame(@ForAll("deliveries") List<Delivery> deliveries) throws IOException {
        Dedup dedup = Delivery.dedup(Dedup.Strategy.UNIQUE_ID, Dedup.Keep.LATEST, new Lookback(3), false);

        assertDecided(deliveries, dedup, Dedup.Plan.NARROW, Dedup.Plan.NARROW, losers(deliveries, dedup), 1);
    }

    private static void assertDecided(
            List<Delivery> deliveries,
            Dedup dedup,
            Dedup.Plan whileReading,
            Dedup.Plan plan,
            Map<Delivery, Delivery> losers,
            long driver)
            throws IOException {
        SparkSession spark = TestSpark.session().newSession();
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "plans");
        JobConfig job = Jobs.in(folder)
                .columns(
                        Jobs.column("id", new ColumnType.Text()),
                        Jobs.column(
                                "at",
                                new ColumnType.Struct(List.of(
                                        Jobs.column("part", new ColumnType.Int32()),
                                        Jobs.column("rank", new ColumnType.Int32())))),
                        Jobs.column("body", new ColumnType.Text()),
                        Jobs.column("tags", new ColumnType.MapOf(new ColumnType.Int32(), true)),
                        Jobs.column("op", new ColumnType.Bool()))
                .partitionBy(new PartitionField("dt", PartitionField.LANDING_DATE, PartitionField.Transform.DAY))
                .dedup(dedup)
                .build();
        List<Delivery> published = deliveries.stream()
                .filter(row -> PUBLISHED.contains(row.file()))
                .toList();
        List<Delivery> batch = new ArrayList<>(deliveries);
        batch.removeAll(published);
        List<PublishedPartition> existing = publish(spark, job, published);
        Set<String> files = new HashSet<>();
        batch.forEach(row -> files.add(row.file()));
        FileNumbers numbers = FileNumbers.of(files, PUBLISHED);
        Map<String, Long> partitions =
                batch.stream().collect(Collectors.groupingBy(Delivery::partition, Collectors.counting()));
        Decision decision;
        try (DedupPlan decided = new DedupPlan(
                spark,
                job,
                numbers,
                new PublishedRows(spark, job),
                landing(spark, batch, numbers),
                1,
                false,
                new PlanChoice(whileReading, "", 0),
                driver)) {
            assertThat(decided.summaries()).isEmpty();
            decision = decided.decide(new PlanChoice(plan, "", 0), partitions, existing, folder + "/losers");
        }

        String which = whileReading + " " + plan + " " + dedup;
        for (Delivery row : deliveries) {
            Map<String, Positions> lost = PUBLISHED.contains(row.file()) ? decision.superseded() : decision.losers();
            assertThat(lost.containsKey(row.file()) && lost.get(row.file()).contains(row.position()))
                    .as("%s: %s", which, row)
                    .isEqualTo(losers.containsKey(row));
        }
        long conflicts = losers.entrySet().stream()
                .filter(pair -> !PUBLISHED.contains(pair.getKey().file()))
                .filter(pair -> !pair.getKey().content().equals(pair.getValue().content()))
                .count();
        assertThat(decision.counts().conflicts()).as(which).isEqualTo(conflicts);
        assertThat(decision.counts().duplicatesOfExisting())
                .as(which)
                .isEqualTo(losers.entrySet().stream()
                        .filter(pair -> !PUBLISHED.contains(pair.getKey().file())
                                && PUBLISHED.contains(pair.getValue().file()))
                        .count());
        assertThat(decision.counts().shuffledBytes()).as(which).isPositive();
    }

    private static List<PublishedPartition> publish(SparkSession spark, JobConfig job, List<Delivery> rows) {
        VersionSink sink = new VersionSink(spark, job, "earlier");
        Staged staged = sink.write(
                spark.createDataFrame(
                        rows.stream().map(DedupPlanPropertyTest::row).toList(), ROWS),
                20);
        List<PublishedPartition> published = new ArrayList<>();
        for (Map.Entry<String, List<DataFile>> partition : new TreeMap<>(staged.filesByPartition()).entrySet()) {
            published.add(new PublishedPartition(
                    partition.getKey(), sink.location(partition.getKey()), partition.getValue()));
        }
        return published;
    }

    private static Dataset<Row> landing(SparkSession spark, List<Delivery> rows, FileNumbers numbers) {
        StructType columns =
                ROWS.add(StepColumns.FILE_NUMBER, DataTypes.IntegerType).add(StepColumns.SUMMARY, DataTypes.BinaryType);
        List<Row> landed = new ArrayList<>();
        for (Delivery delivery : rows) {
            List<Object> values = new ArrayList<>(values(delivery));
            values.add(numbers.of(delivery.file()));
            values.add(null);
            landed.add(RowFactory.create(values.toArray()));
        }
        return spark.createDataFrame(landed, columns).repartition(3);
    }

    private static Row row(Delivery delivery) {
        return RowFactory.create(values(delivery).toArray());
    }

    private static List<Object> values(Delivery row) {
        List<Object> values = new ArrayList<>();
        values.add(row.id());
        values.add(RowFactory.create(row.part(), row.rank()));
        values.add(row.body());
        values.add(scala.jdk.javaapi.CollectionConverters.asScala(row.tags()));
        values.add(row.delete());
        values.add(row.file());
        values.add(row.position());
        values.add("run");
        values.add(row.partition());
        return values;
    }

    /** Keys of different landings never meet, so each is decided by itself. */
    private static Map<Delivery, Delivery> losers(List<Delivery> deliveries, Dedup dedup) {
        Map<String, List<Delivery>> byLanding = new HashMap<>();
        deliveries.forEach(row -> byLanding
                .computeIfAbsent(row.id().substring(0, row.id().indexOf('|')), ignored -> new ArrayList<>())
                .add(row));
        Map<Delivery, Delivery> losers = new HashMap<>();
        byLanding.values().forEach(rows -> {
            Map<Boolean, List<Delivery>> published =
                    rows.stream().collect(Collectors.partitioningBy(row -> PUBLISHED.contains(row.file())));
            List<Delivery> competing = new ArrayList<>(published.get(false));
            competing.addAll(Delivery.judged(published.get(true), published.get(false), dedup));
            losers.putAll(Delivery.losers(competing, dedup));
        });
        return losers;
    }

    @Provide
    Arbitrary<List<Delivery>> deliveries() {
        return Delivery.any(Arbitraries.of("a.json", "b.json", "ä.json", "c.json"), true)
                .list()
                .ofMinSize(4)
                .ofMaxSize(16)
                .list()
                .ofSize(LANDINGS)
                .map(landings -> {
                    List<Delivery> all = new ArrayList<>();
                    for (int landing = 0; landing < landings.size(); landing++) {
                        for (Delivery row : landings.get(landing)) {
                            // A place of its own for every delivery.
                            long position = all.size() * 100L;
                            all.add(new Delivery(
                                    row.file(),
                                    position,
                                    row.partition(),
                                    landing + "|" + row.id(),
                                    row.part(),
                                    row.rank(),
                                    row.body(),
                                    row.tags(),
                                    row.delete()));
                        }
                    }
                    return all;
                });
    }
}
