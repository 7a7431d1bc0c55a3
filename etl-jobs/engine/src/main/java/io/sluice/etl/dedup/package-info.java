/**
 * Decides which rows stay: a strict total order over the deliveries of a key in a window.
 *
 * <p>The decision moves narrow rows only. A row becomes a short byte string whose unsigned byte order is the order of
 * the decision (window, then rank, then delivery), so that the shuffle sorts plain bytes, groups stream in bounded
 * memory however skewed a key is, and the first of a group is its winner.
 */
package io.sluice.etl.dedup;
