/** Distinct values of a column, which files hold once. */
package io.sluice.etl.sink.dictionary;
