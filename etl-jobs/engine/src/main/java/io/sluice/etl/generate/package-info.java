/**
 * Writes a believable landing of GitHub-like events, for the demo, tests and benchmarks, from thousands of events to
 * many GiB.
 *
 * <p>Everything is a pure function of the plan: an event of its number, what goes wrong of the day. So files are
 * written in parallel, in little memory, and what a run over the landing must find is known without reading it back.
 */
package io.sluice.etl.generate;
