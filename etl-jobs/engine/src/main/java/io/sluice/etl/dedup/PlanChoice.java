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
 * <p>It is chosen twice: by a guess at the batch before that is read, which says whether it is sorted while it is read, and
 * then by all rows that come together, which are known by then.
 *
 * @param reason in words
 * @param estimatedBytes that the narrow rows take in the shuffle
 */
public record PlanChoice(Plan plan, String reason, long estimatedBytes) {
    /**
     * Narrow rows beyond this are sorted rather than collected into arrays. Up to here, some 150,000 rows, grouping takes
     * a few tenths of a second longer at most; beyond it takes twice as long, and arrays have to fit into memory.
     */
    static final long GROUP_BY_BYTES = 4L << 20;

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
        String source =
                rows == 0 ? "a guess of %d bytes each".formatted(STORED_BYTES_A_RECORD) : "what earlier files held";
        return of(job, String.format(Locale.ROOT, "about %,d records, by %s,", records, source), records);
    }

    /**
     * Chooses again, for the rows that come together. A batch that was sorted while it was read stays so.
     *
     * @param accepted rows of the batch
     * @param published rows in its window, tombstones included
     */
    public PlanChoice among(JobConfig job, long accepted, long published) {
        String rows = String.format(Locale.ROOT, "%,d records and %,d published rows", accepted, published);
        PlanChoice choice = of(job, rows, accepted + published);
        boolean sorted = plan == Plan.NARROW && choice.plan() != Plan.NARROW;
        return sorted
                ? new PlanChoice(plan, "%s; there were %s".formatted(reason, rows), choice.estimatedBytes())
                : choice;
    }

    private static PlanChoice of(JobConfig job, String rows, long count) {
        long estimate = job.dedup().strategy() == Dedup.Strategy.NONE ? 0 : count * rowBytes(job);
        String size = String.format(Locale.ROOT, "%s make about %,d bytes of narrow rows", rows, estimate);
        if (job.dedup().plan() != Plan.AUTO) {
            return new PlanChoice(job.dedup().plan(), "dedup.plan says so; " + size, estimate);
        }
        boolean few = estimate <= GROUP_BY_BYTES;
        return new PlanChoice(
                few ? Plan.GROUP_BY : Plan.NARROW,
                String.format(
                        Locale.ROOT,
                        few ? "%s, up to %,d are grouped" : "%s, more than %,d are sorted",
                        size,
                        GROUP_BY_BYTES),
                estimate);
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
