/**
 * The Spark data source of a landing: runs framing and structure on the executors and gives rows with lineage.
 *
 * <p>Every read validates whole records, whatever columns are asked for, so that two reads of a file accept the same
 * records. Rejects are written under attempt names; the summaries of successful tasks name those that count.
 */
package io.sluice.etl.source;
