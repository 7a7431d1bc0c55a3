package io.sluice.etl.pipeline;

import io.sluice.etl.journal.TableLease;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.Lease;
import io.sluice.etl.model.Stages;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Leases of jobs' tables. */
final class Leases {
    private Leases() {}

    static Lease acquire(JobConfig job, String runId, Duration wait, Configuration configuration, Stages watcher) {
        return TableLease.acquire(
                subject(job), runId, new TableLease.Terms(job.lease().expiresAfter(), wait), configuration, watcher);
    }

    /** Who holds the lease of a job's table, in words; empty when nobody does. */
    static Optional<String> holder(JobConfig job, Configuration configuration) throws IOException {
        return TableLease.holder(subject(job), job.lease().expiresAfter(), configuration);
    }

    private static TableLease.Subject subject(JobConfig job) {
        return new TableLease.Subject(job.table().name().toString(), job.table().location());
    }
}
