/**
 * The log of a Delta table, written through delta-spark's own transactions.
 *
 * <p>The only classes that know Delta. They are loaded for jobs whose table is one, so that others start without it.
 */
package io.sluice.etl.publish.delta;
