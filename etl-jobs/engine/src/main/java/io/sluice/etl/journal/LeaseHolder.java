package io.sluice.etl.journal;

/**
 * Who holds, or held, a table's lease.
 *
 * @param number of the lease; each holder has the number after the one before
 * @param process what tells the holder's process from every other, on its host and elsewhere
 * @param acquiredAt ISO-8601 instant by the holder's clock
 */
public record LeaseHolder(long number, String runId, String host, HolderProcess process, String acquiredAt) {}
