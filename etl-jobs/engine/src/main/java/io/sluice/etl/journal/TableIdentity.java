package io.sluice.etl.journal;

/**
 * Who a table's folder belongs to, as {@code _sluice/table.json} says.
 *
 * @param window what decides in which partition, and as whose duplicate, a record counts
 * @param createdBy the run that made the table
 */
public record TableIdentity(String job, String table, String format, String window, String createdBy) {}
