package io.sluice.benchmark;

import io.sluice.etl.cli.JobSession;
import io.sluice.etl.landing.DateRange;
import io.sluice.etl.landing.LandingDiscovery;
import io.sluice.etl.landing.Layout;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.RowBlock;
import io.sluice.etl.model.StepColumns;
import io.sluice.etl.model.TaskSummary;
import io.sluice.etl.source.LandingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.functions;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A landing and Spark on one core, for benchmarks of a part of the way. */
@State(Scope.Benchmark)
public class OneCore {
    /** Size of the landing, by which throughput is given. */
    static final int MEBIBYTES = 128;

    /** The shape of the records, or {@code orc}, which is {@code events} for a table in that format. */
    @Param({"events", "wide", "narrow", "deep"})
    private String shape;

    private final Path root;
    private final int mebibytes;
    private Landing landing;
    private List<LandedFile> landed;
    private JobSession session;
    private LandingReader reader;

    /** As JMH makes it. */
    public OneCore() {
        this(Path.of(System.getProperty("java.io.tmpdir"), "sluice-jmh"), MEBIBYTES);
    }

    private OneCore(Path root, int mebibytes) {
        this.root = root;
        this.mebibytes = mebibytes;
    }

    /** Over a small landing, for tests. */
    static OneCore opened(Path root, String shape, int mebibytes) throws IOException {
        OneCore core = new OneCore(root, mebibytes);
        core.shape = shape;
        core.open();
        return core;
    }

    /** Generates the landing where it is missing, and starts Spark. */
    @Setup
    public void open() throws IOException {
        landing = Landing.generated(new FirstLoad(Workload.of(shape, (long) mebibytes << 20)), root);
        session = JobSession.open(
                SluiceContender.job(landing, landing.folder(), "1", "auto").toString());
        landed = new LandingDiscovery(
                        spark().sessionState().newHadoopConf(),
                        job().landing().path(),
                        Layout.parse(job().landing().layout()))
                .list(DateRange.ALL)
                .files();
        reader = new LandingReader(spark(), job(), "benchmark");
    }

    @TearDown
    public void close() {
        session.close();
    }

    Landing landing() {
        return landing;
    }

    JobConfig job() {
        return session.job();
    }

    SparkSession spark() {
        return session.spark();
    }

    /** Every row that landed, with lineage, read when it is asked for. */
    Dataset<Row> rows() {
        return (Dataset<Row>) reader.all(landed, path -> 0, null, null);
    }

    /** Every row that landed as the writers take them, read when it is asked for. */
    Dataset<Row> rowsToWrite() {
        return (Dataset<Row>) reader.without(landed, Map.of()).drop(StepColumns.FILE_NUMBER, StepColumns.SUMMARY);
    }

    /** Reads every row that landed and puts it by in blocks, as the first pass of a run does. */
    List<RowBlock> putBy(Path folder) throws IOException {
        Files.createDirectories(folder);
        return reader
                .all(landed, path -> 0, null, folder.toUri().toString())
                .select(StepColumns.SUMMARY)
                .where(functions.col(StepColumns.SUMMARY).isNotNull())
                .collectAsList()
                .stream()
                .flatMap(row -> TaskSummary.fromBytes(row.getAs(0)).blocks().stream())
                .toList();
    }
}
