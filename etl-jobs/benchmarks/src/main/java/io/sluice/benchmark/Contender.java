package io.sluice.benchmark;

import java.nio.file.Path;

/** Somebody who can turn a landing into a deduplicated, partitioned, compressed table. */
interface Contender extends AutoCloseable {
    /** Version and settings, for the table's foot. */
    String settings();

    /** Does the whole job once, into a folder that does not exist yet. */
    void run(Path output) throws Exception;

    /** Bytes written for exchange between tasks by all runs so far; -1 where nobody can tell. */
    long shuffledBytes();

    /** What the last run's table holds. */
    Fingerprint fingerprint(Path output) throws Exception;

    @Override
    void close();
}
