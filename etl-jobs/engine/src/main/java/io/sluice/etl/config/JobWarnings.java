package io.sluice.etl.config;

import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.PartitionField;
import java.util.ArrayList;
import java.util.List;

/** Choices of a job that are allowed and may lose what the user wants: each in one sentence or two. */
public final class JobWarnings {
    private JobWarnings() {}

    /** What the user should know; empty when there is nothing. */
    public static List<String> of(JobConfig job) {
        List<String> warnings = new ArrayList<>();
        Dedup dedup = job.dedup();
        if (dedup.strategy() == Dedup.Strategy.NONE) {
            return List.of();
        }
        boolean inPartition = dedup.lookback().equals(Dedup.Lookback.NONE);
        for (PartitionField field : job.table().partitionBy()) {
            if (inPartition && job.dedup().orderBy().contains(field.from())) {
                warnings.add(
                        "dedup.order_by %s also decides the partition %s: with dedup.lookback 0d, a record whose %s changes between deliveries lies in another partition, and both rows stay"
                                .formatted(field.from(), field.column(), field.from()));
            }
            if (inPartition && field.fromLandingDate()) {
                warnings.add(
                        "partition %s is made from landing.date: with dedup.lookback 0d, a redelivery that lands on another date is not found, and both rows stay"
                                .formatted(field.column()));
            }
        }
        if (dedup.strategy() == Dedup.Strategy.UNIQUE_ID && dedup.orderBy().isEmpty()) {
            warnings.add(
                    "dedup.order_by is empty: with dedup.keep %s, the winner among rows of one key is the one of the smallest file name, then of the smallest position in it, whatever its age"
                            .formatted(Forms.label(job.dedup().keep())));
        }
        return List.copyOf(warnings);
    }
}
