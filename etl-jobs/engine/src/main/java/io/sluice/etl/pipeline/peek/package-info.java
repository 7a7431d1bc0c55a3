/**
 * What an unknown landing is: which preset reads it and why, its first records, and drafts of a schema and a job.
 *
 * <p>It reads a sample with every preset, by the same code that a run reads with, and needs neither Spark nor a table.
 */
package io.sluice.etl.pipeline.peek;
