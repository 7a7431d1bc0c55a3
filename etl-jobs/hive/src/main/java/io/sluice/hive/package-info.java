/**
 * A real Hive for one machine: metastore (Derby below) and HiveServer2 (Tez in local mode) in one JVM, all data in one
 * folder, reachable from this machine only. {@link io.sluice.hive.Main} is the command line that starts, stops and asks
 * it; {@link io.sluice.hive.HiveServer} is the process that it starts.
 */
package io.sluice.hive;
