/**
 * The memory of a table: numbered documents of what runs planned and published, and who the table belongs to.
 *
 * <p>A slot's documents appear whole or not at all, and each number is won by one run. Everything else (the ledger of
 * landed files, the current content of partitions) is derived from the slots.
 */
package io.sluice.etl.journal;
