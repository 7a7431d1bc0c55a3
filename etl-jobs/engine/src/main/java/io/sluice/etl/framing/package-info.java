/**
 * From the bytes of a landed file to the slices that are its records.
 *
 * <p>Compression is told by content, damage never hides what was readable before it, and a failure of the storage is
 * never taken for damage. Nothing here knows what a record means.
 */
package io.sluice.etl.framing;
