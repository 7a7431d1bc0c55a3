package io.sluice.benchmark;

import java.util.List;

/**
 * What one process of a contender did.
 *
 * @param cold the first run, with the start of JVM and engine
 * @param warm later runs in the same process
 * @param peakBytes most memory that the process ever held ({@code VmHWM})
 * @param fingerprint of the last run's table
 */
record Entry(String contender, Lap cold, List<Lap> warm, long peakBytes, Fingerprint fingerprint, String settings) {}
