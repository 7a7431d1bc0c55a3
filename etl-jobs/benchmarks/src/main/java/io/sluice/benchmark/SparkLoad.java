package io.sluice.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Spark SQL with an explicit schema and adaptive execution, which writes new tables only.
 *
 * <p>There are two kinds. Who knows that copies share their partition needs one shuffle, by the table's partitions, so
 * that deduplication and file sizes share it. Most write what they mean, one row of an id; then rows are shuffled by
 * id, and each task writes what it holds of every partition.
 */
final class SparkLoad implements Contender {
    private final String fileFormat;
    private final Form form;
    private final SparkPeer peer;

    /** How duplicates are removed. */
    enum Form {
        ROW_NUMBER("spark-row-number", true),
        DROP_DUPLICATES("spark-drop-duplicates", true),
        ROW_NUMBER_BY_ID("spark-row-number-by-id", false),
        DROP_DUPLICATES_BY_ID("spark-drop-duplicates-by-id", false);

        private final String contender;
        private final boolean byPartition;

        Form(String contender, boolean byPartition) {
            this.contender = contender;
            this.byPartition = byPartition;
        }

        String contender() {
            return contender;
        }
    }

    SparkLoad(Landing landing, Path folder, Form form) {
        this.fileFormat = landing.scenario().workload().fileFormat();
        this.form = form;
        this.peer = new SparkPeer(landing, folder, Map.of());
    }

    @Override
    public String settings() {
        return peer.settings();
    }

    @Override
    public void run(LandedDay day, Path table) {
        Dataset<Row> landed = form.byPartition ? peer.byPartition(day) : peer.landed(day);
        List<String> key = form.byPartition ? List.of("dt", "hour", "id") : List.of("id");
        Dataset<Row> rows =
                switch (form) {
                    case ROW_NUMBER, ROW_NUMBER_BY_ID -> SparkPeer.latest(landed, key);
                    case DROP_DUPLICATES, DROP_DUPLICATES_BY_ID -> landed.dropDuplicates(key.toArray(String[]::new));
                };
        rows.write().partitionBy("dt", "hour").format(fileFormat).save(table.toString());
    }

    @Override
    public long shuffledBytes() {
        return peer.shuffledBytes();
    }

    @Override
    public Fingerprint fingerprint(Path table) {
        return peer.fingerprint(peer.spark().read().format(fileFormat).load(table.toString()));
    }

    @Override
    public void close() {
        peer.close();
    }
}
