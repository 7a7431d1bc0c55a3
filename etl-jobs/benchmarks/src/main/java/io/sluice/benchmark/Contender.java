package io.sluice.benchmark;

import java.nio.file.Path;

/** Somebody who can turn a landing into a deduplicated, partitioned, compressed table. */
interface Contender extends AutoCloseable {
    /** Version and settings, for the table's foot. */
    String settings();

    /** Brings a landed day into a table, in whatever way suits it, before the clock starts. */
    default void prepare(LandedDay day, Path table) throws Exception {
        run(day, table);
    }

    /** Does the whole job once: brings a landed day into a table, which it creates where there is none. */
    void run(LandedDay day, Path table) throws Exception;

    /** Bytes written for exchange between tasks by all runs so far; -1 where nobody can tell. */
    long shuffledBytes();

    /** What a table holds. */
    Fingerprint fingerprint(Path table) throws Exception;

    @Override
    void close();
}
