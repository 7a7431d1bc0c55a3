package io.sluice.benchmark;

/**
 * One run of a contender over a landing.
 *
 * @param seconds on the clock; of a first run from the start of the process
 * @param cpuSeconds of all threads of the process, native ones too; of a first run from the start of the process
 * @param shuffledBytes written for exchange between tasks; -1 where nobody can tell
 * @param outputBytes of the table's data files
 * @param outputFiles how many these are
 */
record Lap(double seconds, double cpuSeconds, long shuffledBytes, long outputBytes, long outputFiles) {}
