package io.sluice.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Spark SQL as its experts write it: an explicit schema, one shuffle, by the table's partitions, so that deduplication
 * and file sizes share it, and adaptive execution. It writes new tables only.
 */
final class SparkLoad implements Contender {
    private final String fileFormat;
    private final Form form;
    private final SparkPeer peer;

    /** How duplicates are removed. */
    enum Form {
        ROW_NUMBER("spark-row-number"),
        DROP_DUPLICATES("spark-drop-duplicates");

        private final String contender;

        Form(String contender) {
            this.contender = contender;
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
        Dataset<Row> landed = peer.byPartition(day);
        Dataset<Row> rows =
                switch (form) {
                    case ROW_NUMBER -> SparkPeer.latest(landed, List.of("dt", "hour", "id"));
                    case DROP_DUPLICATES -> landed.dropDuplicates(new String[] {"dt", "hour", "id"});
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
