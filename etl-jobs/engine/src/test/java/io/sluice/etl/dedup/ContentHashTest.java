package io.sluice.etl.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lineage;
import io.sluice.etl.model.PublishedPartition;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.sink.Staged;
import io.sluice.etl.sink.VersionSink;
import io.sluice.etl.testing.EveryType;
import io.sluice.etl.testing.Jobs;
import io.sluice.etl.testing.TestSpark;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ContentHashTest {
    private static final StructType TYPES =
            StructType.fromDDL("a string, b bigint, c int, d boolean, e float, f double, g decimal(38,2), h binary, "
                    + "i array<string>, j map<string,bigint>, k struct<l:string,m:date>, n timestamp");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(JobConfig.Format.class)
    void isTheSameBeforeAndAfterPublication(JobConfig.Format format) {
        SparkSession spark = TestSpark.session().newSession();
        JobConfig job =
                Jobs.in(folder).columns(EveryType.columns()).format(format).build();
        StructType content = StructType.fromDDL(job.schema().sql());
        VersionSink sink = new VersionSink(spark, job, "run");
        Dataset<Row> rows = spark.createDataFrame(EveryType.rows(), content)
                .withColumn(Lineage.FILE, functions.lit("a.json"))
                .withColumn(Lineage.POSITION, functions.col("id"))
                .withColumn(Lineage.RUN, functions.lit("run"))
                .withColumn(StepColumns.PARTITION, functions.lit("dt=1"));

        Staged staged = sink.write(rows, 1);

        PublishedPartition published = new PublishedPartition("dt=1", sink.location("dt=1"), staged.files("dt=1"));
        assertThat(published.rows()).isEqualTo(EveryType.rows().size());
        assertThat(hashesOf(spark, job, content, published)).isEqualTo(hashesOfLanded(content));
    }

    @Test
    void ignoresTheOrderOfAMap() {
        Object[] swapped = values();
        swapped[9] = map(new Object[] {text("two"), text("one")}, new Object[] {null, 1L});

        assertThat(hash(swapped)).isEqualTo(hash(values()));
    }

    @Test
    void heedsWhichValueBelongsToWhichName() {
        Object[] swapped = values();
        swapped[9] = map(new Object[] {text("one"), text("two")}, new Object[] {null, 1L});

        assertThat(hash(swapped)).isNotEqualTo(hash(values()));
    }

    @Test
    void heedsTheOrderOfAnArray() {
        Object[] swapped = values();
        swapped[8] = new GenericArrayData(new Object[] {null, text("x"), text("")});

        assertThat(hash(swapped)).isNotEqualTo(hash(values()));
    }

    @Test
    void heedsEachColumnAndEachNull() {
        Set<Long> hashes = new HashSet<>(Set.of(hash(values())));
        for (int i = 0; i < TYPES.length(); i++) {
            Object[] missing = values();
            missing[i] = null;
            hashes.add(hash(missing));
        }

        assertThat(hashes).hasSize(TYPES.length() + 1);
    }

    @Test
    void tellsNothingFromEmpty() {
        StructType type = StructType.fromDDL("a array<string>, b map<string,string>, c struct<d:string>, e string");
        GenericArrayData none = new GenericArrayData(new Object[0]);
        Object[][] rows = {
            {null, null, null, null},
            {none, null, null, null},
            {null, new ArrayBasedMapData(none, none), null, null},
            {null, null, new GenericInternalRow(new Object[] {null}), null},
            {null, null, null, text("")}
        };

        assertThat(Arrays.stream(rows).map(row -> new ContentHash(type).hash(new GenericInternalRow(row))))
                .doesNotHaveDuplicates();
    }

    @Test
    void looksAtAsManyFieldsAsTheTypeHas() {
        Object[] longer = Arrays.copyOf(values(), TYPES.length() + 1);
        longer[TYPES.length()] = text("lineage");

        assertThat(hash(longer)).isEqualTo(hash(values()));
    }

    private static Map<Long, Long> hashesOf(
            SparkSession spark, JobConfig job, StructType content, PublishedPartition published) {
        Map<Long, Long> hashes = new HashMap<>();
        new PublishedRows(spark, job)
                .whole(List.of(published))
                .rows()
                .flatMap(run -> {
                    List<List<Long>> pairs = new ArrayList<>();
                    run.forEachRemaining(row -> pairs.add(List.of(row.getLong(0), new ContentHash(content).hash(row))));
                    return pairs.iterator();
                })
                .collect()
                .forEach(pair -> hashes.put(pair.get(0), pair.get(1)));
        return hashes;
    }

    /** Hashes of the rows as the source makes them, by id. */
    private static Map<Long, Long> hashesOfLanded(StructType content) {
        Map<Long, Long> hashes = new HashMap<>();
        for (Row row : EveryType.rows()) {
            InternalRow landed = (InternalRow)
                    CatalystTypeConverters.createToCatalystConverter(content).apply(row);
            hashes.put(row.getLong(0), new ContentHash(content).hash(landed));
        }
        return hashes;
    }

    private static long hash(Object[] values) {
        return new ContentHash(TYPES).hash(new GenericInternalRow(values));
    }

    private static Object[] values() {
        return new Object[] {
            text("서울"),
            1L,
            2,
            true,
            1.5f,
            2.5,
            Decimal.apply(new BigDecimal("12.34")),
            new byte[] {1, 2},
            new GenericArrayData(new Object[] {text("x"), null, text("")}),
            map(new Object[] {text("one"), text("two")}, new Object[] {1L, null}),
            new GenericInternalRow(new Object[] {text("l"), 18_000}),
            1_626_912_000_123_456L
        };
    }

    private static ArrayBasedMapData map(Object[] names, Object[] values) {
        return new ArrayBasedMapData(new GenericArrayData(names), new GenericArrayData(values));
    }

    private static UTF8String text(String value) {
        return UTF8String.fromBytes(value.getBytes(StandardCharsets.UTF_8));
    }
}
