/**
 * Decides which rows stay: a strict total order over the deliveries of a key in a window.
 *
 * <p>The decision moves narrow rows only. A row becomes a short byte string whose unsigned byte order is the order of
 * the decision (key, then rank, then delivery), so that the rows of a key are sorted as plain bytes and stream in bounded
 * memory however skewed a key is. One walk over the rows of a key, the best first, serves every window.
 */
package io.sluice.etl.dedup;
