package io.sluice.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.types.StructType;
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

/** MiB of JSON a second and core: our reader, Spark's JSON source, and Jackson's tokens, which is as far as it goes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReaderBenchmark {
    private List<String> paths;
    private List<byte[]> files;
    private String columns;
    private Path blocks;
    private final JsonFactory jackson = new JsonFactory();

    /** Finds the landed files, and reads them for Jackson. */
    @Setup
    public void open(OneCore core) throws IOException {
        paths = core.landing().measured().get(0).paths();
        files = new ArrayList<>();
        for (String path : paths) {
            files.add(Files.readAllBytes(Path.of(path)));
        }
        columns = core.landing().schema().sql();
        blocks = core.landing().folder().resolve("blocks");
    }

    /** Bytes to rows of every column, all validated, and lineage, as a run takes them: without Spark's copy of each. */
    @Benchmark
    @OperationsPerInvocation(OneCore.MEBIBYTES)
    public long sluice(OneCore core) {
        return core.rows()
                .queryExecution()
                .executedPlan()
                .collectLeaves()
                .head()
                .execute()
                .count();
    }

    /** The same, and the copies that Spark's operators need. */
    @Benchmark
    @OperationsPerInvocation(OneCore.MEBIBYTES)
    public long sluiceCopied(OneCore core) {
        return rows(core.rows());
    }

    /** Bytes to rows that are put by in columns of blocks, for {@link WriterBenchmark}. */
    @Benchmark
    @OperationsPerInvocation(OneCore.MEBIBYTES)
    public long sluiceBlocks(OneCore core) throws IOException {
        return core.putBy(blocks).size();
    }

    /** Bytes to Spark's rows of every column. */
    @Benchmark
    @OperationsPerInvocation(OneCore.MEBIBYTES)
    public long sparkJson(OneCore core) {
        return rows(core.spark().read().schema(StructType.fromDDL(columns)).json(paths.toArray(String[]::new)));
    }

    private static long rows(Dataset<Row> read) {
        return read.queryExecution().toRdd().count();
    }

    /** Bytes to tokens. */
    @Benchmark
    @OperationsPerInvocation(OneCore.MEBIBYTES)
    public long jacksonTokens() throws IOException {
        long tokens = 0;
        for (byte[] file : files) {
            try (JsonParser parser = jackson.createParser(file)) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            }
        }
        return tokens;
    }

    @TearDown(Level.Invocation)
    public void clear() throws IOException {
        Folders.delete(blocks);
    }
}
