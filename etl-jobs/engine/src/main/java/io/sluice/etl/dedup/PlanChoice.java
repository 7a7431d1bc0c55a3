package io.sluice.etl.dedup;

import io.sluice.etl.model.Column;
import io.sluice.etl.model.ColumnType;
import io.sluice.etl.model.Dedup;
import io.sluice.etl.model.Dedup.Plan;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LedgerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * How the rows of a key are brought together in a run, and why.
 *
 * @param reason in words
 * @param estimatedBytes that the batch's narrow rows take in the shuffle; published rows come on top
 */
public record PlanChoice(Plan plan, String reason, long estimatedBytes) {
    /** Narrow rows beyond this are sorted rather than collected into arrays, which have to fit into memory. */
    static final long GROUP_BY_BYTES = 16L << 20;

    /** Stored bytes of a record where no earlier file says better; that of a line of JSON, compressed tenfold or not. */
    private static final long STORED_BYTES_A_RECORD = 200;

    /** What a narrow row takes after compression, but for key and rank: hash and position hardly compress. */
    private static final long FIXED_BYTES = 16;

    private static final long TEXT_BYTES = 12;
    private static final long NUMBER_BYTES = 5;

    /** Chooses for a batch of some stored bytes, by what earlier files of the landing gave a byte. */
    public static PlanChoice of(JobConfig job, long landedBytes, Collection<LedgerEntry> ledger) {
        long bytes = 0;
        long rows = 0;
        for (LedgerEntry file : ledger) {
            bytes += file.size();
            rows += file.accepted();
        }
        double bytesARecord = rows == 0 ? STORED_BYTES_A_RECORD : (double) bytes / rows;
        long records = Math.round(landedBytes / Math.max(1, bytesARecord));
        long estimate = job.dedup().strategy() == Dedup.Strategy.NONE ? 0 : records * rowBytes(job);
        String size = String.format(
                Locale.ROOT,
                "about %,d records, by %s, make %,d bytes of narrow rows",
                records,
                rows == 0 ? "a guess of %d bytes each".formatted(STORED_BYTES_A_RECORD) : "what earlier files held",
                estimate);
        if (job.dedup().plan() != Plan.AUTO) {
            return new PlanChoice(job.dedup().plan(), "dedup.plan says so; " + size, estimate);
        }
        return estimate <= GROUP_BY_BYTES
                ? new PlanChoice(Plan.GROUP_BY, "%s, up to %,d are grouped".formatted(size, GROUP_BY_BYTES), estimate)
                : new PlanChoice(Plan.NARROW, "%s, more than %,d are sorted".formatted(size, GROUP_BY_BYTES), estimate);
    }

    /** The name of the plan in configuration and reports. */
    public String name() {
        return plan.name().toLowerCase(Locale.ROOT);
    }

    private static long rowBytes(JobConfig job) {
        List<String> paths = new ArrayList<>(job.dedup().key());
        paths.addAll(job.dedup().orderBy());
        long bytes = FIXED_BYTES;
        if (job.dedup().strategy() == Dedup.Strategy.DISTINCT) {
            bytes += ContentHash.DIGEST_BYTES;
        }
        for (String path : paths) {
            ColumnType type = job.schema().at(path).map(Column::type).orElseThrow();
            bytes += type instanceof ColumnType.Text || type instanceof ColumnType.Binary ? TEXT_BYTES : NUMBER_BYTES;
        }
        return bytes;
    }
}
