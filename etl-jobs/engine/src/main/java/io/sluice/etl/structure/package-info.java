/**
 * From the bytes of one record to typed values, or to a reject that says why not.
 *
 * <p>A schema is compiled once into a tree of readers; records then run through Jackson's streaming parser straight
 * into {@link io.sluice.etl.structure.Cells}, with no tree and no string a field. Everything is validated whatever is
 * wanted, the same bytes give the same answer always, and no input throws.
 */
package io.sluice.etl.structure;
