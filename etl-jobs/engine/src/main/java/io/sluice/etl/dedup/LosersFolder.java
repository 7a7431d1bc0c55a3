package io.sluice.etl.dedup;

import io.sluice.etl.model.Positions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Positions of losers on the way from the tasks that decide to those that read, a file for each landed file: the way
 * past the driver, which only learns how many there are.
 *
 * @param path of the folder
 */
record LosersFolder(String path, Broadcast<SerializableConfiguration> configuration) implements Serializable {
    /** What positions stand for. */
    private enum Kind {
        LOSERS,
        SUPERSEDED,
        CONFLICTING
    }

    /** Whose positions, and of which landed file. */
    private record Key(Kind kind, int file) implements Serializable {}

    /**
     * Writes the positions of all that decisions hold.
     *
     * @param partitions in how many tasks
     */
    void write(JavaRDD<PartialDecision> decisions, int partitions) {
        LosersFolder folder = this;
        decisions
                .mapPartitionsToPair(LosersFolder::serialized)
                .groupByKey(partitions)
                .foreach(entry -> {
                    PositionSet all = new PositionSet();
                    for (byte[] part : entry._2()) {
                        all.addAll(PositionSet.fromBytes(part));
                    }
                    StoredPositions.write(folder.file(entry._1()), all, folder.configuration());
                });
    }

    BiFunction<Integer, Long, Positions> losers() {
        return stored(Kind.LOSERS);
    }

    BiFunction<Integer, Long, Positions> superseded() {
        return stored(Kind.SUPERSEDED);
    }

    BiFunction<Integer, Long, Positions> conflicting() {
        return stored(Kind.CONFLICTING);
    }

    private BiFunction<Integer, Long, Positions> stored(Kind kind) {
        return (file, count) -> new StoredPositions(file(new Key(kind, file)), count, configuration);
    }

    private String file(Key key) {
        return "%s/%s-%d".formatted(path, key.kind(), key.file());
    }

    private static Iterator<Tuple2<Key, byte[]>> serialized(Iterator<PartialDecision> decisions) {
        List<Tuple2<Key, byte[]>> parts = new ArrayList<>();
        decisions.forEachRemaining(decision -> {
            add(Kind.LOSERS, decision.losers().kept(), parts);
            add(Kind.SUPERSEDED, decision.superseded().kept(), parts);
            add(Kind.CONFLICTING, decision.conflicting().kept(), parts);
        });
        return parts.iterator();
    }

    private static void add(Kind kind, Map<Integer, PositionSet> positions, List<Tuple2<Key, byte[]>> parts) {
        positions.forEach((file, set) -> parts.add(new Tuple2<>(new Key(kind, file), set.toBytes())));
    }
}
