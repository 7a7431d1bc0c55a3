package io.sluice.etl.config;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Duplicates;
import io.sluice.etl.model.JobConfig;
import java.util.List;

/** Notes contradictions between keys of a job; what is null is at fault by itself and is passed over. */
final class JobChecks {
    private final Section root;
    private final JobConfig job;

    JobChecks(Section root, JobConfig job) {
        this.root = root;
        this.job = job;
    }

    void verify(LandingReader landing, TableReader table) {
        List<TableReader.Declared> partitions = table.partitions();
        ColumnChecks.verifyNames(partitions);
        if (job.schema() != null) {
            verifyColumns(new ColumnChecks(job.schema()), partitions);
        }
        landing.facts().map(LandingDateChecks::new).ifPresent(checks -> {
            checks.verify(partitions);
            checks.verifyLate(root.section("late"), partitions, table.unpartitioned());
        });
        verifyWindow();
        verifyApart();
        CredentialChecks.verify(root.section("spark"), job.spark().keySet());
    }

    private void verifyColumns(ColumnChecks checks, List<TableReader.Declared> partitions) {
        checks.verify(root.section("dedup"), "key", job.dedup().key());
        if (job.dedup().strategy() == Dedup.Strategy.OFFSET) {
            checks.verifyOffset(root.section("dedup"), "key", job.dedup().key());
        }
        checks.verify(root.section("dedup"), "order_by", job.dedup().orderBy());
        checks.verify(root.section("table"), "sort_by", job.table().sortBy());
        checks.verify(partitions);
    }

    /** Days can only be counted between partitions that are made of days. */
    private void verifyWindow() {
        Dedup.Lookback lookback = job.dedup().lookback();
        boolean counted = !lookback.equals(Dedup.Lookback.NONE) && !lookback.equals(Dedup.Lookback.ALL);
        if (counted && job.schema() != null && job.dayPartition().isEmpty()) {
            root.section("dedup")
                    .problem(
                            "lookback",
                            "%s counts days, and no partition is made of days or months; use 0d or all, or partition by day"
                                    .formatted(lookback));
        }
        boolean taken = job.table().partitionBy().stream().anyMatch(field -> Duplicates.RUN.equals(field.column()));
        if (taken && job.dedup().evidence() != Dedup.Evidence.NONE) {
            root.section("dedup")
                    .problem(
                            "evidence",
                            "the table of duplicates has a partition column %s, and so has table.partition_by; rename that"
                                    .formatted(Duplicates.RUN));
        }
        if (job.audit().maxOffsetGap() != null && job.dedup().strategy() != Dedup.Strategy.OFFSET) {
            root.section("audit")
                    .problem("max_offset_gap", "needs dedup.strategy offset; without it nothing is counted");
        }
    }

    /** What is written must not land, and what lands must not be taken for a table. */
    private void verifyApart() {
        String landing = job.landing().path();
        String table = job.table().location();
        String quarantine = job.quarantine().location();
        if (landing == null) {
            return;
        }
        Section section = root.section("landing");
        if (table != null && Location.within(landing, table)) {
            section.problem("path", "%s lies within table.location %s; keep them apart".formatted(landing, table));
        }
        if (job.warehouse() != null && Location.same(landing, job.warehouse())) {
            section.problem("path", "%s is the warehouse as well; keep them apart".formatted(landing));
        }
        if (root.section("quarantine").has("location") && quarantine != null && Location.within(quarantine, landing)) {
            root.section("quarantine")
                    .problem(
                            "location",
                            "%s lies within landing.path %s, so rejects would be read as records; keep them apart"
                                    .formatted(quarantine, landing));
        }
    }
}
