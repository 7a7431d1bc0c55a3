/** Writes a run's report: JSON for callers, a short table for people. */
package io.sluice.etl.report;
