package io.sluice.etl.model;

import java.io.Serializable;
import java.util.List;

/**
 * How duplicates are told, which delivery wins, and what becomes of the others.
 *
 * @param key dotted paths of the columns that identify a record; empty where the content does, or nothing
 * @param orderBy dotted paths compared before the delivery
 * @param deleteWhen a Spark SQL predicate over the columns, true of a delivery that deletes its key; null when there is
 *     none
 */
public record Dedup(
        Strategy strategy,
        List<String> key,
        Keep keep,
        List<String> orderBy,
        Lookback lookback,
        Conflicts conflicts,
        Evidence evidence,
        Plan plan,
        String deleteWhen)
        implements Serializable {
    public Dedup {
        key = List.copyOf(key);
        orderBy = List.copyOf(orderBy);
    }

    /** A deduplication by key in each partition, with nothing else said. */
    public static Dedup byKey(List<String> key, Keep keep, List<String> orderBy) {
        return new Dedup(
                Strategy.UNIQUE_ID, key, keep, orderBy, Lookback.NONE, Conflicts.KEEP, Evidence.NONE, Plan.AUTO, null);
    }

    /** What makes two deliveries one record. */
    public enum Strategy {
        /** Equal key columns. */
        UNIQUE_ID,
        /** One place of a message log: equal key columns, the last of which counts the places. */
        OFFSET,
        /** Equal content. */
        DISTINCT,
        /** Nothing: every delivery stays. */
        NONE
    }

    /** Which delivery of a key stays. */
    public enum Keep {
        LATEST,
        EARLIEST
    }

    /** What becomes of a loser whose content differs from the winner's. */
    public enum Conflicts {
        /** It is dropped and counted. */
        KEEP,
        /** It is dropped, counted, and its raw bytes are kept in quarantine. */
        QUARANTINE,
        /** The run is refused. */
        FAIL
    }

    /** Which losers the table of duplicates tells of. */
    public enum Evidence {
        NONE,
        /** Those whose content differs from the winner's. */
        CONFLICTS,
        ALL
    }

    /** How rows of one key are brought together. */
    public enum Plan {
        /** By the size of the batch. */
        AUTO,
        GROUP_BY,
        NARROW
    }

    /**
     * How far around a partition a key is unique.
     *
     * @param days between two partitions that are in each other's window; 0 for the partition alone
     */
    public record Lookback(int days) implements Serializable {
        /** A key is unique in its partition. */
        public static final Lookback NONE = new Lookback(0);
        /** A key is unique in the table. */
        public static final Lookback ALL = new Lookback(Integer.MAX_VALUE);

        /** As the configuration writes it. */
        @Override
        public String toString() {
            return equals(ALL) ? "all" : days + "d";
        }
    }
}
