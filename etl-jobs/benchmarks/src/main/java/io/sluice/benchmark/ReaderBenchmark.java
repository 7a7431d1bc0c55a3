package io.sluice.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.sluice.etl.cli.JobSession;
import io.sluice.etl.landing.DateRange;
import io.sluice.etl.landing.LandingDiscovery;
import io.sluice.etl.landing.Layout;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.RecordSchema;
import io.sluice.etl.source.LandingReader;
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
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
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
    private static final int MEBIBYTES = 128;

    /** The shape of the records. */
    @Param({"events", "wide", "narrow", "deep"})
    private String shape;

    private List<String> paths;
    private List<byte[]> files;
    private RecordSchema schema;
    private List<LandedFile> landed;
    private LandingReader reader;
    private JobSession session;
    private final JsonFactory jackson = new JsonFactory();

    /** Generates the landing where it is missing, and starts Spark on one core. */
    @Setup
    public void open() throws IOException {
        Path root = Path.of(System.getProperty("java.io.tmpdir"), "sluice-jmh");
        Landing landing = Landing.generated(new FirstLoad(Workload.of(shape, (long) MEBIBYTES << 20)), root);
        paths = landing.measured().get(0).paths();
        files = new ArrayList<>();
        for (String path : paths) {
            files.add(Files.readAllBytes(Path.of(path)));
        }
        schema = landing.schema();
        session = JobSession.open(
                SluiceContender.job(landing, landing.folder(), "1", "auto").toString());
        JobConfig job = session.job();
        landed = new LandingDiscovery(
                        session.spark().sessionState().newHadoopConf(),
                        job.landing().path(),
                        Layout.parse(job.landing().layout()))
                .list(DateRange.ALL)
                .files();
        reader = new LandingReader(session.spark(), job, "benchmark");
    }

    @TearDown
    public void close() {
        session.close();
    }

    /** Bytes to rows of every column, all validated, and lineage, as a run takes them: without Spark's copy of each. */
    @Benchmark
    @OperationsPerInvocation(MEBIBYTES)
    public long sluice() {
        Dataset<Row> read = (Dataset<Row>) reader.all(landed, path -> 0, null, null);
        return read.queryExecution()
                .executedPlan()
                .collectLeaves()
                .head()
                .execute()
                .count();
    }

    /** The same, and the copies that Spark's operators need. */
    @Benchmark
    @OperationsPerInvocation(MEBIBYTES)
    public long sluiceCopied() {
        return rows(reader.all(landed, path -> 0, null, null));
    }

    /** Bytes to Spark's rows of every column. */
    @Benchmark
    @OperationsPerInvocation(MEBIBYTES)
    public long sparkJson() {
        return rows(
                session.spark().read().schema(StructType.fromDDL(schema.sql())).json(paths.toArray(String[]::new)));
    }

    private static long rows(org.apache.spark.sql.Dataset<Row> read) {
        return ((Dataset<Row>) read).queryExecution().toRdd().count();
    }

    /** Bytes to tokens. */
    @Benchmark
    @OperationsPerInvocation(MEBIBYTES)
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
}
