package io.sluice.benchmark;

import java.util.List;

/**
 * What one process of a contender did to one table, or to new ones of one kind.
 *
 * @param table the kind: {@link #NEW_TABLE} or {@link #EXISTING_TABLE}
 * @param first the first run; of a first load with the start of process and engine
 * @param warm later runs in the same process, without those that do not count
 * @param peakBytes most memory that the process ever held ({@code VmHWM}), also while it prepared tables
 * @param fingerprint of the last run's table; absent from the account of a process that is no JVM
 */
record Entry(
        String contender,
        String table,
        Lap first,
        List<Lap> warm,
        long peakBytes,
        Fingerprint fingerprint,
        String settings) {
    static final String NEW_TABLE = "new table";
    static final String EXISTING_TABLE = "existing table";

    /** The same with the fingerprint, where the process itself could not take it. */
    Entry with(Fingerprint taken) {
        return new Entry(contender, table, first, warm, peakBytes, taken, settings);
    }
}
