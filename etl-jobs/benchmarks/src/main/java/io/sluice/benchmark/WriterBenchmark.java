package io.sluice.benchmark;

import io.sluice.etl.model.RowBlock;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.sink.Staged;
import io.sluice.etl.sink.VersionSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.storage.StorageLevel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * MiB of landed JSON a second and core that become data files: our writers, from blocks and from rows, and Spark's from
 * the same rows. All write the same columns, lineage among them, into the same partitions, with the same compression and
 * in ORC the same Bloom filters; blocks lie in the file system's cache, rows in memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class WriterBenchmark {
    /** Enough for the partitions of a landing, so that Spark need not sort rows by partition. */
    private static final String OPEN_FILES = "spark.sql.maxConcurrentOutputFileWriters";

    private Path putBy;
    private List<RowBlock> blocks;
    private Dataset<Row> rows;
    private VersionSink sink;
    private Path sparkTable;

    /** Reads the landing, into blocks and into memory. */
    @Setup
    public void open(OneCore core) throws IOException {
        sparkTable = core.landing().folder().resolve("spark");
        putBy = core.landing().folder().resolve("put-by");
        Folders.delete(putBy);
        blocks = core.putBy(putBy);
        rows = inMemory(core);
        core.spark().conf().set(OPEN_FILES, Workload.FILES * 2);
    }

    private static Dataset<Row> inMemory(OneCore core) {
        Dataset<Row> read = core.rowsToWrite();
        JavaRDD<InternalRow> copies =
                read.queryExecution().toRdd().toJavaRDD().map(InternalRow::copy).persist(StorageLevel.MEMORY_ONLY());
        copies.count();
        RDDInfo kept = Stream.of(core.spark().sparkContext().getRDDStorageInfo())
                .filter(info -> info.id() == copies.id())
                .findFirst()
                .orElseThrow();
        if (kept.numCachedPartitions() < copies.getNumPartitions()) {
            throw new IllegalStateException(
                    "rows would be read again: of %d parts only %d fit into memory; give more heap"
                            .formatted(copies.getNumPartitions(), kept.numCachedPartitions()));
        }
        return core.spark().internalCreateDataFrame(copies.rdd(), read.schema(), false);
    }

    @TearDown
    public void close() {
        Folders.delete(putBy);
    }

    /** Blocks to files, as a run writes them. */
    @Benchmark
    @OperationsPerInvocation(OneCore.MEBIBYTES)
    public Staged sluice(OneCore core) throws IOException {
        return sink(core).write(blocks, Map.of(), null);
    }

    /** Rows to files, as a run writes tables that are sorted. */
    @Benchmark
    @OperationsPerInvocation(OneCore.MEBIBYTES)
    public Staged sluiceRows(OneCore core) {
        return sink(core).write(rows, Workload.FILES);
    }

    private VersionSink sink(OneCore core) {
        sink = new VersionSink(core.spark(), core.job(), "benchmark");
        return sink;
    }

    /** Rows to files of Spark's, whose partitions are folders named by the same texts. */
    @Benchmark
    @OperationsPerInvocation(OneCore.MEBIBYTES)
    public Path spark(OneCore core) {
        rows.write()
                .partitionBy(StepColumns.PARTITION)
                .format(core.landing().scenario().workload().fileFormat())
                .option("compression", "zstd")
                .option(
                        "orc.bloom.filter.columns",
                        String.join(",", core.job().dedup().key()))
                .mode(SaveMode.ErrorIfExists)
                .save(sparkTable.toString());
        return sparkTable;
    }

    /** Removes what was written. */
    @TearDown(Level.Invocation)
    public void clear() throws IOException {
        if (sink != null) {
            sink.discard();
            sink = null;
        }
        Folders.delete(sparkTable);
    }
}
