package io.sluice.etl.journal;

/**
 * Who a table's folder belongs to, as {@code _sluice/table.json} says.
 *
 * @param createdBy the run that made the table
 */
public record TableIdentity(String job, String table, String format, String createdBy) {}
