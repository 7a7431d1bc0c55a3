package io.sluice.etl.pipeline;

import io.sluice.etl.landing.DateRange;

/**
 * What a run was asked to do.
 *
 * @param dates landing dates; unbounded when every new file is meant
 * @param from the first date as asked for; null when unbounded
 * @param to the last date as asked for; null when unbounded
 * @param dryRun predict and write nothing
 */
public record RunRequest(String runId, DateRange dates, String from, String to, boolean dryRun) {}
