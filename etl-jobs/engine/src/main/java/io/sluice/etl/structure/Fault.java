package io.sluice.etl.structure;

import io.sluice.etl.model.RejectCode;

/**
 * Why bytes are no row.
 *
 * @param offset index of the fault in the array that holds the record
 * @param field dotted path; empty when the fault concerns the whole record
 */
record Fault(RejectCode code, int offset, String field, String message) {}
