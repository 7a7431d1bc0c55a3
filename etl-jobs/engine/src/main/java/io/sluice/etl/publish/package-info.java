/**
 * The only room that changes what readers see: commits a plan slot by slot and finishes what a dead run left open.
 *
 * <p>A prepared slot is always rolled forward, by its owner or by the next run, and each step looks at the catalogue
 * first, so that doing it twice is doing it once.
 */
package io.sluice.etl.publish;
