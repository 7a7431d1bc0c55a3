package io.sluice.etl.source;

import org.apache.spark.sql.internal.SQLConf;

/**
 * How many bytes a task should read, by the rule of Spark's own file sources.
 *
 * @param maxBytes a task's bytes at most, {@code spark.sql.files.maxPartitionBytes}
 * @param openCost bytes that opening a file counts for, {@code spark.sql.files.openCostInBytes}
 * @param parallelism how many tasks run at a time
 */
record SplitRule(long maxBytes, long openCost, int parallelism) {
    static SplitRule of(SQLConf settings, int parallelism) {
        return new SplitRule(settings.filesMaxPartitionBytes(), settings.filesOpenCostInBytes(), parallelism);
    }

    /** What a core gets of some bytes. */
    long share(long total) {
        return Math.max(openCost, (total + parallelism - 1) / parallelism);
    }

    /** What a task gets of some bytes. */
    long usual(long total) {
        return Math.min(maxBytes, share(total));
    }
}
