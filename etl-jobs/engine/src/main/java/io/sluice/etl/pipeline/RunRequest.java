package io.sluice.etl.pipeline;

import io.sluice.etl.landing.DateRange;
import java.time.Duration;

/**
 * What a run was asked to do.
 *
 * @param dates landing dates; unbounded when every new file is meant
 * @param from the first date as asked for; null when unbounded
 * @param to the last date as asked for; null when unbounded
 * @param dryRun predict and write nothing
 * @param patience how long to wait for another run of the table
 */
public record RunRequest(
        String runId, DateRange dates, String from, String to, boolean dryRun, Rereading rereading, Duration patience) {

    /**
     * Which published files are read again, beside those that changed.
     *
     * @param reprocess those within the dates
     * @param partition those that gave this partition rows, and no others; null when dates decide
     * @param rejects those that gave rejects, and no others
     * @param acceptLoss whether a run goes on when files are gone that would bring rows back
     */
    public record Rereading(boolean reprocess, String partition, boolean rejects, boolean acceptLoss) {
        public static final Rereading NONE = new Rereading(false, null, false, false);
    }
}
