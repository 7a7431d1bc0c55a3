package io.sluice.etl.report;

import io.sluice.etl.model.CheckResult;
import io.sluice.etl.model.Outcome;
import io.sluice.etl.model.PartitionChange;
import io.sluice.etl.model.RunReport;
import java.time.Instant;
import java.util.List;

/** Small reports. */
final class Reports {
    private Reports() {}

    static RunReport empty(Outcome outcome, String error) {
        return builder().build(outcome, error, Instant.EPOCH);
    }

    static RunReport with(Outcome outcome, List<PartitionChange> partitions, List<CheckResult> checks) {
        ReportBuilder builder = builder();
        builder.partitions(partitions);
        builder.checks(checks);
        return builder.build(outcome, null, Instant.EPOCH);
    }

    private static ReportBuilder builder() {
        return new ReportBuilder("events", "run", null, null, Instant.EPOCH);
    }
}
