/**
 * Writes rows into versions: columnar files under attempt names, known to the driver by the tasks' commit messages.
 *
 * <p>The type rules that let Hive read what Spark wrote (legacy decimals, a mark of the calendar, microseconds, UTC) are set
 * here and nowhere else.
 */
package io.sluice.etl.sink;
